// A question in a box of its own, for an address or a caption.

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/**
 * Ask for one line of text.
 *
 * Resolves to the text, to "" where it is to be taken away, or to null where the
 * question was closed. `check` returns the text as it is to be used, or throws an Error
 * with a sentence that says what to do.
 */
export function ask({ title, label, value, removal, check }) {
  return new Promise((resolve) => {
    const error = element("p", { id: "editor-ask-error", className: "errornote" });
    error.setAttribute("role", "alert");
    error.hidden = true;
    const input = element("input", { id: "editor-ask", type: "text", value });
    const cancel = element("button", { type: "button", textContent: "Fortryd" });
    const remove = element("button", { type: "button", textContent: removal });
    remove.hidden = !value;
    const form = element(
      "form",
      { method: "dialog" },
      element("h2", { id: "editor-ask-title", textContent: title }),
      element("label", { htmlFor: input.id, textContent: label }),
      error,
      input,
      element(
        "div",
        { className: "editor-ask__buttons" },
        element("button", { type: "submit", className: "default", textContent: "Sæt ind" }),
        remove,
        cancel,
      ),
    );
    const dialog = element("dialog", { className: "editor-ask" }, form);
    dialog.setAttribute("aria-labelledby", "editor-ask-title");

    let answer = null;
    const close = (text) => {
      answer = text;
      dialog.close();
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      try {
        close(check(input.value.trim()));
      } catch (fault) {
        error.textContent = fault.message;
        error.hidden = false;
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", error.id);
        input.focus();
      }
    });
    cancel.addEventListener("click", () => close(null));
    remove.addEventListener("click", () => close(""));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
