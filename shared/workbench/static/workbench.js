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

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-send]")) event.target.form.requestSubmit();
});

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
  box.querySelector("[data-picker]").setAttribute("aria-expanded", "false");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pick]");
  if (button) pick(button);
  else document.querySelectorAll(".picker .box").forEach((box) => box.contains(event.target) || close(box));
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
    const next = Math.max(0, Math.min(all.length - 1, now + (event.key === "ArrowDown" ? 1 : -1)));
    all.forEach((button, number) => button.classList.toggle("here", number === next));
    all[next]?.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && all.length) {
    event.preventDefault();
    pick(all[Math.max(0, now)]);
  } else if (event.key === "Escape" || event.key === "Tab") close(box);
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.matches(".picks")) {
    const box = event.target.closest(".box");
    // An answer that comes after something was picked opens nothing.
    if (box.querySelector("input[type=hidden]").value) close(box);
    else box.querySelector("[data-picker]").setAttribute("aria-expanded", "true");
  } else if (event.target.id === "form" || document.getElementById("form")) {
    const quiet = ["draft", "known", "attach"].includes(event.detail.elt?.id);
    const first = document.querySelector("#form .wrong input:not([type=hidden]), #form .wrong select, #form .wrong textarea");
    const told = document.querySelector("#form .conflict, #form .refusal, #form .foreseen");
    if (!quiet) (first || told)?.scrollIntoView({ block: "center" });
    if (first && !quiet) first.focus();
    const confirm = document.querySelector("#form .actions button:is([value=give], [value=take])");
    if (confirm && !quiet) confirm.focus();
    document.querySelectorAll("[data-amount]").forEach(sayExactly);
  }
});

// Files are handed over as soon as they are chosen, or dropped anywhere on the form.
document.addEventListener("change", (event) => {
  if (event.target.matches("#form input[type=file]")) event.target.dispatchEvent(new Event("attached", { bubbles: true }));
});

function drag(event) {
  const dropped = event.target.closest?.("form");
  const input = (event.target.closest?.(".field") || dropped)?.querySelector("input[type=file]") || dropped?.querySelector("input[type=file]");
  if (!input || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  input.parentElement.classList.toggle("over", event.type === "dragover");
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
document.addEventListener("htmx:sendError", () => {
  sayUnsent("没有送达：网络不通，或所选文件已被改动。表格仍在本页：请稍后再按一次；文件改动过的，请重新选择。");
});
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  sayUnsent(status === 413 ? "内容过大，请拆分为多个文件，或分几次粘贴。" : `未能办理（${status}），表格仍在本页，请稍后再按一次。`);
});
