// Judging by keyboard, and the choice of another code only where it is asked; every page works without this script.
"use strict";

const form = document.getElementById("oordeel");
const toggle = document.getElementById("toetsen-aan");
const KEPT = "kennissynthese-toetsen";

function chosen() {
  return form.querySelector("input[name=verdict]:checked");
}

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])") || target.isContentEditable;
}

function showOther() {
  const verdict = chosen();
  form.querySelector(".judge__other").hidden = !(verdict && verdict.value === "anders");
}

function choose(radio) {
  radio.checked = true;
  radio.focus();
  showOther();
}

// Whether something was filled in since the page came.
function isChanged() {
  return [...form.elements].some((field) => {
    if (field.type === "radio") return field.checked && !field.defaultChecked;
    if (field.tagName === "TEXTAREA") return field.value !== field.defaultValue;
    return field.tagName === "SELECT" && [...field.options].some((each) => each.selected && !each.defaultSelected && each.index);
  });
}

// A browser may refuse to remember anything.
function remembered() {
  try { return localStorage.getItem(KEPT); } catch { return null; }
}

function remember(value) {
  try { localStorage.setItem(KEPT, value); } catch { /* then it holds for this page only */ }
}

function step(link) {
  if (link) link.click();
}

function onKey(event) {
  if (!event.key || event.repeat || !toggle.checked || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  const radio = form.querySelector(`input[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (radio) choose(radio);
  else if (event.key === "ArrowRight" && chosen() && isChanged()) form.requestSubmit();
  else if (event.key === "ArrowRight") step(document.getElementById("volgende"));
  else if (event.key === "ArrowLeft") step(document.getElementById("vorige"));
  else return;
  event.preventDefault();
}

// Text that is selected in a passage becomes the quote of the form below it.
function onSelect(passage, field, begin) {
  const selection = document.getSelection();
  if (selection.isCollapsed || !passage.contains(selection.anchorNode) || !passage.contains(selection.focusNode)) return;
  const range = selection.getRangeAt(0);
  const before = document.createRange();
  before.setStart(passage, 0);
  before.setEnd(range.startContainer, range.startOffset);
  begin.value = before.toString().length;
  field.value = range.toString();
}

if (form) {
  document.getElementById("toetsen").hidden = false;
  toggle.checked = remembered() !== "uit";
  toggle.addEventListener("change", () => remember(toggle.checked ? "aan" : "uit"));
  form.addEventListener("change", showOther);
  document.addEventListener("keydown", onKey);
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  window.addEventListener("pageshow", () => { isSent = false; });
  showOther();
}

const passage = document.getElementById("passage");
const field = document.getElementById("quote");
if (passage && field) {
  const begin = document.getElementById("begin");
  const take = () => onSelect(passage, field, begin);
  document.addEventListener("selectionchange", take);
  take(); // On a slow line somebody has selected before this script comes.
}
