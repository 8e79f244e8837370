// What is nicer with script; every page works without.
"use strict";

// Files dragged onto a box are put into it, and sent.
for (const box of document.querySelectorAll(".drop")) {
  const input = box.querySelector("input[type=file]");
  for (const event of ["dragenter", "dragover"]) {
    box.addEventListener(event, (happened) => {
      happened.preventDefault();
      box.classList.add("over");
    });
  }
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (happened) => {
    happened.preventDefault();
    box.classList.remove("over");
    if (happened.dataTransfer.files.length) {
      input.files = happened.dataTransfer.files;
      box.querySelector("button").click();
    }
  });
}

// A report is shown in the frame of the page: go there, and say which.
const frame = document.querySelector("iframe");
for (const link of document.querySelectorAll("a[target=look]")) {
  link.addEventListener("click", () => {
    frame.title = `${link.closest(".tick").querySelector("label").textContent} as a web page`;
    frame.scrollIntoView();
  });
}
document.querySelector("form[target=look]")?.addEventListener("submit", (happened) => {
  const [of, as] = happened.target.querySelectorAll("select");
  frame.title = `${of.selectedOptions[0].textContent} as ${as.selectedOptions[0].textContent}`;
});

// A page that is open keeps the server, and is shown anew when the workbook was saved in Excel.
let known = null;
async function look() {
  const answer = await fetch("/state");
  const state = await answer.text();
  if (known !== null && state !== known && !document.querySelector(".touched")) {
    location.reload();
  }
  known = state;
}
for (const box of document.querySelectorAll("main form[method=post]:not(.drop) :is(input, select, textarea)")) {
  box.addEventListener("input", () => box.classList.add("touched"));
}
// What was typed and not sent is asked about before the page is left.
let sent = null;
document.addEventListener("submit", (happened) => {
  sent = happened.target;
});
window.addEventListener("beforeunload", (happened) => {
  const left = [...document.querySelectorAll(".touched")].filter((box) => box.form !== sent);
  if (left.length) {
    happened.preventDefault();
  }
});
function keep() {
  look().catch(() => {}).finally(() => setTimeout(keep, 2000));
}
keep();
