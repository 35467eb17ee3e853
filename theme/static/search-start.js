/* Runs before anything else: the worker is fetched and started while the page is still being read. */
window.searchWorker = new Worker(document.currentScript.dataset.worker);
window.searchBroken = new Promise((resolve) => searchWorker.addEventListener("error", resolve));
