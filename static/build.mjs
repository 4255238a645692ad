/**
 * Build static/build/ from our own sources and the npm packages.
 *
 * Everything is written to a new folder that replaces the old one at the end,
 * so a build that is interrupted leaves the previous one whole.
 */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild-wasm";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "..", "node_modules");
const designSystem = join(packages, "dkfds", "dist");
const icons = join(designSystem, "img", "svg-icons");
const fonts = join(designSystem, "fonts", "IBMPlexSans", "split", "woff2");

const target = join(here, "build");
// Outside static/, so that nothing half-built is ever served or collected
const workshop = join(packages, ".cache");
mkdirSync(workshop, { recursive: true });
const staging = mkdtempSync(join(workshop, "portal-build-"));
const retired = `${staging}-retired`;
process.on("exit", () => rmSync(staging, { recursive: true, force: true }));

const write = (name, text) => writeFileSync(join(staging, name), text);

/** States and kinds of control that the design system styles and no page of ours has. */
const STATES = /:disabled|\[readonly\]|\[type=range\]|\[aria-checked=mixed\]|\.(disabled|readonly|mixed)(?![\w-])/;

/** Leave out what styles only classes and states that no page has. */
function used(css, name) {
  const names = JSON.parse(readFileSync(join(here, "unused.json"), "utf8"));
  const unused = new RegExp(`\\.(${names.join("|")})(?![\\w-])`);
  // The desk has controls that are locked, and styles of its own for them.
  const isUsed = (one) => !unused.test(one) && (name === "admin" || !STATES.test(one));
  return css
    .replace(/([^{}]+)(\{[^{}]*\})/g, (_, selectors, rule) => {
      const kept = selectors.split(/,(?![^(]*\))/).filter(isUsed);
      return kept.length ? kept.join(",") + rule : "";
    })
    .replace(/@media[^{}]+\{\}/g, "");
}

/** Compile one stylesheet; the design system's own deprecations are not ours to mend. */
function stylesheet(name) {
  const compiled = sass.compile(join(here, "scss", `${name}.scss`), {
    style: "compressed",
    loadPaths: [packages],
    quietDeps: true,
  });
  const css = used(compiled.css, name);
  write(`${name}.css`, css);
  return css;
}

/** One drawing as a symbol that pages show with <use href="…#id">. */
function symbol(id, file) {
  const [, viewBox, drawing] = readFileSync(file, "utf8").match(
    /<svg[^>]*viewBox="([^"]+)"[^>]*>([\s\S]*)<\/svg>/,
  );
  return `<symbol id="${id}" viewBox="${viewBox}">${drawing.replace(/>\s+</g, "><").trim()}</symbol>`;
}

function sprite() {
  const names = JSON.parse(readFileSync(join(here, "img", "icons.json"), "utf8"));
  const motifs = readdirSync(join(here, "img", "motifs")).sort();
  write(
    "sprite.svg",
    '<svg xmlns="http://www.w3.org/2000/svg">' +
      names.map((name) => symbol(`icon-${name}`, join(icons, `${name}.svg`))).join("") +
      motifs.map((file) => symbol(`motif-${basename(file, ".svg")}`, join(here, "img", "motifs", file))).join("") +
      "</svg>",
  );
}

/** Copy the files that a compiled stylesheet points at, so that every url() resolves. */
function copyReferenced(css) {
  for (const [, path] of css.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
    const from = path.startsWith("fonts/") ? fonts : icons;
    cpSync(join(from, basename(path)), join(staging, path));
  }
}

for (const folder of ["fonts", "icons", "licences"]) {
  mkdirSync(join(staging, folder), { recursive: true });
}
for (const name of ["portal", "network", "members", "report", "admin"]) copyReferenced(stylesheet(name));
sprite();
// The desk's editor, from ProseMirror's packages and what stands in static/editor/
await esbuild.build({
  entryPoints: [join(here, "editor", "editor.js")],
  outfile: join(staging, "editor.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  nodePaths: [packages],
});
esbuild.stop();
cpSync(join(packages, "prosemirror-view", "LICENSE"), join(staging, "licences", "prosemirror.txt"));
cpSync(join(designSystem, "LICENSE.md"), join(staging, "licences", "dkfds.md"));
cpSync(join(fonts, "license.txt"), join(staging, "licences", "ibm-plex-sans.txt"));
cpSync(join(here, "licences.txt"), join(staging, "licences", "readme.txt"));

chmodSync(staging, 0o755);
try {
  renameSync(target, retired);
} catch (error) {
  if (error.code !== "ENOENT") throw error;
}
renameSync(staging, target);
rmSync(retired, { recursive: true, force: true });
