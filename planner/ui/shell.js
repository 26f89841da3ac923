// Swedish in place of Streamlit's own few English texts, no single-letter shortcuts (WCAG 2.1.4), the browser's own
// question before unsaved work is left, and what is being typed put back after a reload.
"use strict";

// a page is one step back in the browser, whatever has changed after the question mark meanwhile
const push = history.pushState.bind(history);
history.pushState = (state, title, url) => {
  const samePage = url && new URL(url, location.href).pathname === location.pathname;
  if (samePage) history.replaceState(state, title, url);
  else push(state, title, url);
};

const WHOLE = {
  "Skip to main content": "Hoppa till innehållet",
  "Sidebar": "Sidomeny",
  "Collapse sidebar": "Fäll ihop menyn",
  "Expand sidebar": "Visa menyn",
  "App pages": "Sidor",
  "Main menu": "Huvudmeny",
  "Notifications": "Meddelanden",
  "Navigate to home page": "Till startsidan",
  "Choose an option": "Välj",
  "Open": "Visa valen",
  "Clear value": "Töm",
  "Clear entry": "Töm",
  "No results": "Inga träffar",
  "Suggestions": "Förslag",
  "Show suggestions": "Visa förslag",
  "Dismiss": "Stäng",
  "Upload": "Välj fil",
  "Add files": "Välj fler filer",
  "file upload": "filval",
  "Drag and drop file here": "Dra hit filen",
  "Drag and drop files here": "Dra hit filerna",
  "Press Enter to apply": "Tryck Enter så används det",
  "Press Enter to submit form": "Tryck Enter så skickas formuläret",
  "Running...": "Räknar …",
  "Stop": "Avbryt",
  "Close": "Stäng",
  "Cancel": "Avbryt",
  "Try again": "Försök igen",
  "Copy": "Kopiera",
  "Connecting": "Ansluter",
  "CONNECTING": "ANSLUTER",
  "Connection error": "Ingen kontakt med programmet",
  "Connection timed out.": "Programmet svarar inte.",
  "Script execution error": "Något gick fel på sidan",
  "Streamlit server is not responding. Are you connected to the internet?":
    "Programmet svarar inte. Är det igång på datorn?",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    "Är programmet igång? Starta det igen på datorn:",
  "streamlit run yourscript.py": "planner app",
};
const PARTS = [
  [/^Help for (.+)$/s, "Hjälp om $1"],
  [/^(\d+) ?MB per file$/, "högst $1 MB"],
  [/^Remove (.+)$/s, "Ta bort $1"],
  [/^Loading page (.+)$/s, "Laddar sidan $1"],
  // said to a screen reader when a list is opened or walked through
  [/^1 option available\.$/, "1 val."],
  [/^(\d+) options available\.$/, "$1 val."],
  [/^(.+), selected$/s, "$1, vald"],
];
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];

function swedish(text) {
  const bare = text.trim();
  if (Object.hasOwn(WHOLE, bare)) return text.replace(bare, WHOLE[bare]);
  for (const [english, translated] of PARTS) {
    if (english.test(bare)) return bare.replace(english, translated);
  }
  return text;
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    // what users and pages wrote is not touched
    if (node.parentElement?.closest("[data-testid='stHtml'], [data-testid='stMarkdown'], [data-testid='stText']")) return;
    const text = swedish(node.nodeValue);
    if (text !== node.nodeValue) node.nodeValue = text;
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    for (const name of ATTRIBUTES) {
      const old = node.getAttribute(name);
      const text = old && swedish(old);
      if (text && text !== old) node.setAttribute(name, text);
    }
    node.childNodes.forEach(translate);
  }
}

// a new page opens at its top, and its heading has the focus: the link that led here is gone
let path = location.pathname;
let heard = ""; // the heading of the page as it stands
let leaving = null; // the heading of the page that is being left
function arrive() {
  if (location.pathname !== path) {
    path = location.pathname;
    leaving ??= heard;
  }
  const heading = document.querySelector("[data-testid='stMain'] h1");
  if (!heading?.textContent) return;
  if (leaving !== null && heading.textContent !== leaving) {
    leaving = null;
    heading.closest("[data-testid='stMain']").scrollTop = 0;
    heading.tabIndex = -1;
    if (!document.activeElement?.matches("input, textarea")) heading.focus({ preventScroll: true });
  }
  if (leaving === null) heard = heading.textContent;
  aim();
}

// from a fault to its box: the frame names the box, once
let aimed = null;
function aim() {
  const mark = document.querySelector("[data-aim]");
  if (!mark || mark === aimed) return;
  const box = document.getElementsByClassName(mark.dataset.aim)[0]?.querySelector("input");
  if (!box) return;
  aimed = mark;
  box.scrollIntoView({ block: "center" });
  box.focus({ preventScroll: true });
}

// what is followed while one types is read aloud when it changes: its frame stays, its words are replaced
function mendFollowed() {
  for (const part of document.querySelectorAll(".st-key-followed:not([role])")) {
    part.setAttribute("role", "status");
    part.setAttribute("aria-atomic", "true");
  }
}

// the menu's groups put a div between ul and li, which is no list to a screen reader: links in a landmark then
function mendMenu() {
  for (const part of document.querySelectorAll("ul[data-testid='stSidebarNavItems']:not([role]), ul[role='none'] li:not([role])")) {
    part.setAttribute("role", "none");
  }
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(translate);
    else translate(change.target);
  }
  mendMenu();
  mendFollowed();
  arrive();
  putBack();
}).observe(document.documentElement, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
});

window.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], [role='combobox'], [role='listbox']");
  const letter = event.key.length === 1 && /\p{L}/u.test(event.key);
  if (letter && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopImmediatePropagation();
}, { capture: true });

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector(".unsaved")) event.preventDefault();
});

// a box sends what was typed just after it is left: a tap on a link must not overtake it, or the page stays
let left = -Infinity;
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("input, textarea")) left = performance.now();
});
window.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-testid='stSidebarNavLink'], [data-testid='stPageLink-NavLink']");
  if (!link || !event.isTrusted || event.ctrlKey || event.metaKey || event.shiftKey || performance.now() - left > 150) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const now = () => link.isConnected ? link : [...document.querySelectorAll("a")].find((other) => other.href === link.href);
  setTimeout(() => now()?.click(), 150);
}, { capture: true });

// on a narrow screen the menu lies over the page: it leaves when a page has been chosen
document.addEventListener("click", (event) => {
  if (window.innerWidth > 768 || !event.target.closest?.("[data-testid='stSidebarNavLink']")) return;
  setTimeout(() => document.querySelector("[data-testid='stSidebarCollapseButton'] button[aria-expanded='true']")?.click(), 0);
});

// What is being typed is kept in this tab until the server has taken it. After a reload, or when the server has been
// started again, it is put back in its box: half typed as half typed, and what was on its way is sent again.
const TYPED = "typed";
const MAY_BE_A_PERSONAL_NUMBER = /(\d\D?){10}/; // never kept, not even here
const drawn = new WeakSet(); // the boxes that hold what was typed
const typed = new Map(Object.entries(JSON.parse(sessionStorage.getItem(TYPED) ?? "{}")));
for (const one of typed.values()) one.lost = true;
const whole = () => document.querySelector("[data-testid='stApp']");
const connected = () => whole()?.dataset.testConnectionState === "CONNECTED";
const atRest = () => connected() && whole().dataset.testScriptState === "notRunning";

function keepTyped() {
  sessionStorage.setItem(TYPED, JSON.stringify(Object.fromEntries(typed)));
}

// the plan, the page and the box: its class without the number that it gets when it is drawn anew
function placeOf(input) {
  if (!input.matches?.("input[type='text'], textarea") || input.closest("[role='group']")) return "";
  const names = input.closest("[data-testid='stElementContainer']")?.classList ?? [];
  const box = [...names].find((name) => name.startsWith("st-key-"));
  const plan = new URLSearchParams(location.search).get("plan") ?? "";
  return box ? [plan, location.pathname, box.replace(/-\d+$/, "")].join(" ") : "";
}

document.addEventListener("input", (event) => {
  const place = placeOf(event.target);
  if (!place) return;
  drawn.add(event.target);
  if (MAY_BE_A_PERSONAL_NUMBER.test(event.target.value)) typed.delete(place);
  else typed.set(place, { value: event.target.value });
  keepTyped();
}, { capture: true });

// a box is left, or Enter pressed in it; one that loses the focus as contact is lost is still half typed
function onItsWay(event) {
  const place = placeOf(event.target);
  if (!typed.has(place) || event.target.disabled) return;
  const lines = event.target.matches("textarea") && !event.ctrlKey && !event.metaKey;
  if (event.type === "keydown" && (event.key !== "Enter" || lines)) return;
  typed.set(place, { value: typed.get(place).value, sent: true });
  keepTyped();
}
document.addEventListener("keydown", onItsWay, { capture: true });
document.addEventListener("focusout", onItsWay, { capture: true });

let contact = false; // null: it was lost
let stale = false; // the page was drawn by a server that may be gone
function followServer() {
  if (!typed.size && contact === connected()) return;
  for (const [place, one] of typed) {
    if (!connected()) typed.set(place, { ...one, lost: true }); // on its way to nobody
    else if (!one.sent || one.lost) continue;
    else if (!atRest()) one.worked = true;
    else if (one.worked) typed.delete(place); // taken: the server has worked since it was sent, and is done
  }
  keepTyped();
  if (connected() && !atRest()) stale = false;
  if (!connected() && contact) stale = true;
  // contact again: perhaps with a server that was started since, which must be asked to draw the page
  const again = connected() && contact === null;
  contact = connected() || (contact ? null : contact);
  if (again) dispatchEvent(new PopStateEvent("popstate"));
  putBack();
}
new MutationObserver(followServer).observe(document.documentElement, {
  subtree: true, attributes: true, attributeFilter: ["data-test-script-state", "data-test-connection-state"],
});

function putBack() {
  if (!typed.size || stale || !atRest()) return;
  for (const input of document.querySelectorAll("input[type='text'], textarea")) {
    const place = placeOf(input), one = typed.get(place);
    if (!one || (drawn.has(input) && !one.lost)) continue;
    drawn.add(input);
    delete one.lost;
    if (one.sent && input.value === one.value) typed.delete(place);
    if (!one.sent || input.value !== one.value) fillIn(input, one);
    keepTyped();
  }
}

function fillIn(input, one) {
  input.focus();
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set.call(input, one.value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  if (!one.sent) return;
  typed.set(placeOf(input), one); // the event has made it half typed
  input.blur();
}
