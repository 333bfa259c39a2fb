// Keys for the matrix: arrows walk over its cells, with the open one following; Escape closes it. Without this all still works by links.
(function () {
  "use strict";
  var steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  function open() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return target ? target.closest("article") : null;
  }

  function linkOf(article) {
    return article ? document.getElementById("at." + article.id) : null;
  }

  function neighbour(link, step) {
    var field = link.closest("td");
    var row = field.closest("tbody").rows[field.parentNode.rowIndex - 1 + step[0]];
    var next = row ? row.cells[field.cellIndex + step[1]] : null;
    return next ? next.querySelector("a[id]") : null;
  }

  function close(article) {
    var link = linkOf(article);
    location.replace("#" + link.id);
    link.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", function (event) {
    var article = open();
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (event.key === "Escape") {
      if (article) {
        close(article);
      }
      return;
    }
    var step = steps[event.key];
    var link = linkOf(article) || document.activeElement.closest("#matrix td a");
    var next = step ? (link ? neighbour(link, step) : null) : null;
    if (next) {
      event.preventDefault();
      next.focus();
      if (article) {
        location.replace(next.hash);
      }
    }
  });

  // The cell that is open is marked, and not left behind its own lines.
  function show() {
    document.querySelectorAll("#matrix a[aria-current]").forEach(function (link) {
      link.removeAttribute("aria-current");
    });
    var article = open();
    var link = linkOf(article);
    if (link) {
      link.setAttribute("aria-current", "true");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
      var hidden = link.getBoundingClientRect().bottom - article.getBoundingClientRect().top;
      window.scrollBy(0, Math.max(0, hidden + 40));
    }
  }

  window.addEventListener("hashchange", show);
  window.addEventListener("load", show);
})();
