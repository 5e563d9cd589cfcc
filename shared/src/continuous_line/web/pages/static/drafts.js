// A reload or a failed sending loses nothing that was typed: it is kept in this tab, until a page
// of ours answers the form, somebody else is signed in here, or the tab is closed. Never further.
(() => {
  "use strict";
  const reader = document.documentElement.dataset.reader || "";
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
  if (!store) return;
  if (!reader || store.getItem("reader") !== reader) store.clear();
  if (!reader) return;
  store.setItem("reader", reader);
  const answered = store.getItem("sent");
  if (answered) { store.removeItem(answered); store.removeItem("sent"); }

  const kept = (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type);
  const ticks = (field) => field.type === "checkbox" || field.type === "radio";
  const came = (performance.getEntriesByType("navigation")[0] || {}).type;

  document.querySelectorAll("form.fields").forEach((form, place) => {
    const key = `draft ${location.pathname} ${place}`;
    const fields = () => [...form.elements].filter(kept);
    const remember = () => store.setItem(key, JSON.stringify(fields().map((field) =>
      [field.name, field.value, ticks(field) ? field.checked : null])));
    if ((came === "reload" || came === "back_forward") && store.getItem(key)) {
      const draft = JSON.parse(store.getItem(key));
      fields().forEach((field, number) => {
        const [name, value, checked] = draft[number] || [];
        if (name !== field.name) return;
        if (ticks(field)) { if (field.value === value) field.checked = checked; }
        else field.value = value;
      });
    }
    form.addEventListener("input", remember);
    form.addEventListener("change", remember);
    form.addEventListener("submit", () => { remember(); store.setItem("sent", key); });
  });
  document.querySelectorAll('form[action="/sign-out"]').forEach((form) =>
    form.addEventListener("submit", () => store.clear()));
})();
