// Sorting and searching: the pages work without it.
"use strict";

// € 32.000 N, 1,7 % V, 2025: an amount, and N where it is over the budget
const FIGURE = /^(?:€ )?([\d.]+(?:,\d+)?)(?: %)?(?: ([NV]))?/;

function value(row, column) {
  const text = row.cells[column].textContent.trim();
  if (text === "" || text === "niet bekend") return null;
  const found = FIGURE.exec(text.replaceAll("\u00a0", " "));
  return found ? Number(found[1].replaceAll(".", "").replace(",", ".")) * (found[2] === "N" ? -1 : 1) : text;
}

function compare(one, other) {
  if (one === null || other === null) return (one === null) - (other === null);
  const numbers = typeof one === "number" && typeof other === "number";
  return numbers ? one - other : String(one).localeCompare(String(other), "nl");
}

function sortBy(table, head, column) {
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [value(row, column), row]);
  const known = rows.filter(([key]) => key !== null).sort(([one], [other]) => compare(one, other));
  if (down) known.reverse();
  body.append(...[...known, ...rows.filter(([key]) => key === null)].map(([, row]) => row));
}

function makeSortable(table) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sortBy(table, head, column));
    head.append(button);
  });
}

function makeSearchable(table) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  label.className = "find";
  input.type = "search";
  label.append("Zoek een gemeente: ", input);
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const row of table.tBodies[0].rows) {
      row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
    }
  });
  table.closest(".scroll").before(label);
}

document.querySelectorAll("table.sortable").forEach(makeSortable);
document.querySelectorAll("table.searchable").forEach(makeSearchable);
