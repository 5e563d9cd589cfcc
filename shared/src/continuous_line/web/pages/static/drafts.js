// What was typed is kept in this tab, and nowhere else, until a page of ours answers the form,
// the reader signs out, somebody else signs in here, or the tab is closed.
(() => {
  "use strict";
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
  if (!store) return;
  const page = document.documentElement.dataset;
  // A page that says what went wrong answers no form; it may not even know who looks.
  const failed = page.failed !== undefined;
  if (page.reader ? store.getItem("reader") !== page.reader : !failed) store.clear();
  if (!page.reader && !failed) return;

  const take = (name) => { const found = store.getItem(name); store.removeItem(name); return found; };
  const came = (performance.getEntriesByType("navigation")[0] || {}).type || "navigate";
  const here = `draft ${location.pathname} `;
  const asked = take("again");
  const anew = page.session !== undefined && store.getItem("session") !== page.session;
  if (page.reader) { store.setItem("reader", page.reader); store.setItem("session", page.session); }

  // Back from a sending that came nowhere, or from what went wrong: it is the form again.
  const formAgain = came !== "navigate" && (store.getItem("sent") || "").startsWith(here);
  if (!failed) { const sent = take("sent"); if (sent && !formAgain) store.removeItem(sent); }

  const kept = (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type);
  const ticks = (field) => field.type === "checkbox" || field.type === "radio";
  const put = (name, value) => { try { store.setItem(name, value); } catch { /* full */ } };

  document.querySelectorAll("form.fields").forEach((form, place) => {
    const key = here + place;
    const fields = () => [...form.elements].filter(kept);
    const remember = () => put(key, JSON.stringify(fields().map((field) =>
      [field.name, field.value, ticks(field) ? field.checked : null])));
    const bring = () => {
      const draft = JSON.parse(store.getItem(key) || "[]");
      fields().forEach((field, number) => {
        const [name, value, checked] = draft[number] || [];
        if (name !== field.name) return;
        if (ticks(field)) { if (field.value === value) field.checked = checked; }
        else field.value = value;
      });
    };
    // Opened by a link it is a new form; after a reload, a Back or a new sign-in the same one.
    if (came !== "navigate" || anew || asked) bring(); else store.removeItem(key);
    form.addEventListener("input", remember);
    form.addEventListener("change", remember);
    form.addEventListener("submit", () => { remember(); put("sent", key); });
  });

  const on = (what, selector, act) =>
    document.querySelectorAll(selector).forEach((found) => found.addEventListener(what, act));
  on("submit", 'form[action^="/sign-out"]', () => store.clear());
  on("click", ".language a", () => put("again", "1"));
  if (failed) on("click", "main a", () => { take("sent"); put("again", "1"); });
})();
