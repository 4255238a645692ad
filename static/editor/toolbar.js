// The buttons above a text. One stop for Tab; the arrows go from button to button.

function button({ label, hint, run, isOn }) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  if (hint) made.title = hint;
  made.tabIndex = -1;
  if (isOn) made.setAttribute("aria-pressed", "false");
  // Keep the selection in the text when the mouse presses a button.
  made.addEventListener("mousedown", (event) => event.preventDefault());
  return made;
}

/** Draw the buttons; `groups` are lists of commands, some shown only where they can act. */
export function toolbar(groups, controls) {
  const bar = document.createElement("div");
  bar.className = "editor__bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Formatering");
  bar.setAttribute("aria-controls", controls);
  const all = [];
  for (const { label, commands, isShown } of groups) {
    const group = document.createElement("div");
    group.className = "editor__group";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    for (const command of commands) {
      const made = button(command);
      all.push({ ...command, made, group, isShown });
      group.append(made);
    }
    bar.append(group);
  }
  const shown = () => all.filter((each) => !each.group.hidden).map((each) => each.made);

  bar.addEventListener("keydown", (event) => {
    const reachable = shown();
    const at = reachable.indexOf(document.activeElement);
    const last = reachable.length - 1;
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    for (const each of all) each.made.tabIndex = -1;
    reachable[to].tabIndex = 0;
    reachable[to].focus();
  });

  return {
    bar,
    /** Let the buttons act on a view. */
    connect(view) {
      for (const { made, run } of all) {
        made.addEventListener("click", () => {
          if (made.getAttribute("aria-disabled") === "true") return;
          run(view.state, view.dispatch, view);
        });
      }
    },
    update(state) {
      for (const { made, run, isOn, isShown, isAlways, group } of all) {
        group.hidden = isShown ? !isShown(state) : false;
        made.setAttribute("aria-disabled", String(!(isAlways || run(state))));
        if (isOn) made.setAttribute("aria-pressed", String(isOn(state)));
      }
      const reachable = shown();
      if (!reachable.some((each) => each.tabIndex === 0)) reachable[0].tabIndex = 0;
    },
    focus: () => shown().find((each) => each.tabIndex === 0)?.focus(),
  };
}
