// Runs before the first paint, so that a chosen theme does not flash in the other one first.
try {
  const theme = JSON.parse(localStorage.getItem('tocsin.theme') ?? 'null');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's theme it is.
}
