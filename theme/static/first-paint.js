/* Runs before anything is painted: the size of text and the colours that the reader chose. */
try {
  const size = localStorage.getItem("font-size");
  if (size) document.documentElement.dataset.fontSize = size;
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the page is shown as it comes.
}
