// What the pages need beyond htmx: walking lists by keys, pickers, and amounts said exactly.
"use strict";

const typing = (element) => element.closest("input, textarea, select");

// Lists: j and k walk, Enter opens, / searches.
function rows() {
  return [...document.querySelectorAll("[data-walk] tbody tr")].filter((row) => row.querySelector("a"));
}

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const now = all.findIndex((row) => row.classList.contains("here"));
  const next = Math.max(0, Math.min(all.length - 1, now + step));
  all.forEach((row, number) => row.classList.toggle("here", number === next));
  const link = all[next].querySelector(".about a") || all[next].querySelector("a");
  link.focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find")?.focus();
  }
});

// A choice is sent at once; one that arrows come by in a closed list, by Enter or as that is left.
let walked = null;
let unsent = null;

function send(list) {
  unsent = null;
  list.form.requestSubmit();
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-send]")) return;
  if (event.target === walked) unsent = walked;
  else send(event.target);
});

document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("[data-send]");
  if (list && list === unsent && event.key === "Enter") {
    event.preventDefault();
    send(list);
  }
  walked = event.altKey || [" ", "Enter"].includes(event.key) ? null : list;
});
document.addEventListener("pointerdown", () => (walked = null));
document.addEventListener("focusout", (event) => event.target === unsent && send(unsent));

// Where a form wants somebody: at what is wrong, at what gives it, at what it was told, else at the
// first thing to fill in.
const ASKED = ":is(input:not([type=hidden]), select, textarea)";

function wanted(form) {
  const fields = [...form.querySelectorAll(ASKED)];
  return (
    form.querySelector(`[aria-invalid=true], .wrong ${ASKED}`) ||
    form.querySelector(".actions button:is([value=give], [value=take])") ||
    form.querySelector(".conflict, .refusal, .foreseen, .error:not(:empty)") ||
    fields.find((field) => field.required && !field.value) ||
    fields[0] ||
    form.querySelector(".actions button")
  );
}

function stand(element) {
  if (!element) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
}

// What was pressed, and can't be while it is under way, has the focus again afterwards.
let pressed = null;
document.addEventListener("submit", (event) => (pressed = document.activeElement === event.submitter ? event.submitter : null), true);
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.matches("form") && document.activeElement === document.body) pressed?.focus();
});

// A long text and a list take Enter for themselves.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey && event.target.matches("#form :is(textarea, select, input:not([type=file]))")) event.target.form.requestSubmit(event.target.form.querySelector("button[name=_do]"));
});

// How many rows each choice of a ledger's filter has, once they are counted; by what a list is
// filtered already, of that only the rest is known.
let counts = {};
function sayCounts(foot) {
  counts = JSON.parse(foot.querySelector("[data-counts]")?.dataset.counts || "{}");
  for (const list of document.querySelectorAll("form.filter select")) {
    const of = list.value ? {} : counts[list.name] || {};
    for (const option of list.options) if (of[option.value]) option.text += `（${of[option.value]}）`;
  }
}

function countPick(button) {
  const text = button.closest("form.filter .box")?.querySelector("input[type=hidden]");
  const rows = text && counts[text.name]?.[button.dataset.pick];
  if (rows) button.querySelector("b").insertAdjacentHTML("afterend", `<small>${rows} 行</small>`);
}

// Ticked rows: all of a page at once, and how many they are.
function countTicked() {
  const count = document.querySelector("[data-count]");
  if (count) count.textContent = `已选 ${document.querySelectorAll("input[name=row]:checked").length} 件`;
}

document.addEventListener("change", (event) => {
  const all = event.target.dataset.all;
  if (all) document.querySelectorAll(`input[name=${all}]`).forEach((box) => (box.checked = event.target.checked));
  if (all || event.target.name === "row") countTicked();
});
window.addEventListener("pageshow", countTicked);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// Pickers: what is picked goes into the hidden field; what is typed anew forgets it.
function pick(button) {
  const box = button.closest(".box");
  box.querySelector("input[type=hidden]").value = button.dataset.pick;
  const text = box.querySelector("[data-picker]");
  text.value = button.dataset.name;
  close(box);
  text.focus();
  text.dispatchEvent(new Event("picked", { bubbles: true }));
}

// So do the choices of fields that rest on what is chosen from a list.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-leads]")) event.target.dispatchEvent(new Event("picked", { bubbles: true }));
});

// In a filter what is picked is asked for at once.
document.addEventListener("picked", (event) => event.target.closest("form.filter")?.requestSubmit());

function close(box) {
  box.querySelector(".picks").replaceChildren();
  const text = box.querySelector("[data-picker]");
  text.setAttribute("aria-expanded", "false");
  text.removeAttribute("aria-activedescendant");
}

// The focus stays with the text: which of the list is meant is told to who can't see it.
function mark(button, here, text) {
  button.classList.toggle("here", here);
  button.setAttribute("aria-selected", here);
  button.removeAttribute("id");
  if (!here) return;
  button.id = `${text.id}~here`;
  text.setAttribute("aria-activedescendant", button.id);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pick]");
  const text = event.target.closest("[data-picker]");
  if (button) return pick(button);
  document.querySelectorAll(".picker .box").forEach((box) => box.contains(event.target) || close(box));
  if (text && !text.value) text.dispatchEvent(new Event("list"));
});

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-picker]")) {
    event.target.closest(".box").querySelector("input[type=hidden]").value = "";
  }
  if (event.target.matches("[data-amount]")) sayExactly(event.target);
});

document.addEventListener("keydown", (event) => {
  const picker = event.target.closest?.("[data-picker]");
  if (!picker) return;
  const box = picker.closest(".box");
  const all = [...box.querySelectorAll("[data-pick]")];
  const now = all.findIndex((button) => button.classList.contains("here"));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!all.length) return void picker.dispatchEvent(new Event("list"));
    const next = Math.max(0, Math.min(all.length - 1, now + (event.key === "ArrowDown" ? 1 : -1)));
    all.forEach((button, number) => mark(button, number === next, picker));
    all[next].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && all.length) {
    event.preventDefault();
    pick(all[Math.max(0, now)]);
  } else if (event.key === "Escape" || event.key === "Tab") close(box);
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.matches(".picks")) {
    const box = event.target.closest(".box");
    box.querySelectorAll("[data-pick]").forEach(countPick);
    box.querySelector("[data-picker]").removeAttribute("aria-activedescendant");
    // An answer that comes after something was picked opens nothing.
    if (box.querySelector("input[type=hidden]").value) close(box);
    else box.querySelector("[data-picker]").setAttribute("aria-expanded", "true");
  } else if (event.target.matches("tfoot")) sayCounts(event.target);
});

// Until htmx has settled new fields, they look as those did that they take the place of.
document.addEventListener("htmx:afterSettle", (event) => {
  const form = document.getElementById("form");
  const { elt, triggeringEvent } = event.detail.requestConfig;
  if (form && elt.matches("form")) goOn(form, triggeringEvent.submitter);
  document.querySelectorAll("[data-amount]").forEach(sayExactly);
});

// After an answer: to the row that was added, or to where the form wants somebody, with what it tells.
function goOn(form, button) {
  const more = [...form.querySelectorAll("button[value^='more:']")].find((one) => one.value === button?.value);
  const added = more && [...more.parentElement.querySelectorAll(":scope > .row")].pop();
  const place = added ? added.querySelector(ASKED) : wanted(form);
  stand(place);
  if (place?.closest(".actions")) form.querySelector(".conflict, .refusal, .foreseen")?.scrollIntoView({ block: "center" });
}

// Files are handed over as soon as they are chosen, or dropped anywhere on the form.
document.addEventListener("change", (event) => {
  if (event.target.matches(".chooser input")) event.target.parentElement.parentElement.querySelector("[data-chosen]").textContent = [...event.target.files].map((one) => one.name).join("、");
  if (event.target.matches("#form input[type=file]")) event.target.dispatchEvent(new Event("attached", { bubbles: true }));
});

function drag(event) {
  const dropped = event.target.closest?.("form");
  const input = (event.target.closest?.(".field") || dropped)?.querySelector("input[type=file]") || dropped?.querySelector("input[type=file]");
  if (!input || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  input.parentElement.parentElement.classList.toggle("over", event.type === "dragover");
  if (event.type !== "drop") return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
["dragover", "dragleave", "drop"].forEach((name) => document.addEventListener(name, drag));

// The draft holds what was handed over.
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.target.matches(".files")) event.target.dispatchEvent(new Event("input", { bubbles: true }));
});

// Amounts: beside what is typed, what it is in the other unit. The server reads it; this only says.
const YUAN = { "元": 1, "": 1, "万": 1e4, "万元": 1e4, "亿": 1e8, "亿元": 1e8 };
const METRES_OF_MU = 10000 / 15;

function sayExactly(input) {
  const output = document.getElementById(input.dataset.amount);
  const unit = input.parentElement.querySelector("select").value;
  const found = input.value.trim().replace(/[,，]/g, "").match(/^(-?\d+(?:\.\d+)?)\s*(\S*)$/);
  output.textContent = "";
  if (!found) return;
  const number = Number(found[1]);
  const own = found[2] || unit;
  const grouped = (n, digits) => n.toLocaleString("zh-CN", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (own in YUAN) output.textContent = `＝ ${grouped(number * YUAN[own], 2)} 元`;
  else if (own === "亩") output.textContent = `＝ ${grouped(number * METRES_OF_MU, 2)} 平方米`;
  else if (own === "平方米") output.textContent = `≈ ${grouped(number / METRES_OF_MU, 2)} 亩`;
}

document.addEventListener("change", (event) => {
  const input = event.target.closest(".box")?.querySelector("[data-amount]");
  if (input) sayExactly(input);
});
document.querySelectorAll("[data-amount]").forEach(sayExactly);

// What takes long says that it is under way.
document.addEventListener("submit", () => document.body.classList.add("going"));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey);
  if (link && plain && !link.hasAttribute("download") && !link.target) document.body.classList.add("going");
});
window.addEventListener("pageshow", () => document.body.classList.remove("going"));
document.addEventListener("htmx:afterRequest", () => document.body.classList.remove("going"));

// A part of a page that could not be asked for is said where there is a place for it. A browser does
// not send a file that was changed since it was chosen.
function sayUnsent(text) {
  const notice = document.getElementById("notice");
  if (notice) notice.textContent = text;
}
document.addEventListener("htmx:beforeRequest", (event) => event.detail.elt.matches("form") && sayUnsent(""));
document.addEventListener("htmx:sendError", (event) => {
  if (event.detail.elt.matches("form")) sayUnsent("没有送达：网络不通，或所选文件已被改动。表格仍在本页：请稍后再按一次；文件改动过的，请重新选择。");
});
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (event.detail.elt.matches("form")) sayUnsent(status === 413 ? "内容过大，请拆分为多个文件，或分几次粘贴。" : `未能办理（${status}），表格仍在本页，请稍后再按一次。`);
});

// A page on which something is to be done begins there.
if (document.activeElement === document.body) {
  const form = document.querySelector("form.form");
  if (form) goOn(form);
  else stand(document.querySelector("[data-begin]"));
}
