// For browsers too old for live.js, which may not even read it: the page renews itself as it does without script.
// Written so that any browser with script understands it.
setTimeout(function () {
  if (!document.documentElement.hasAttribute("data-live")) location.reload();
}, 20000);
