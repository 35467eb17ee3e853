/* Loads the page again when what it shows has changed. Listens only while somebody looks: a browser
   keeps few connections to one host, and many pages may be open. */
{
  const version = document.currentScript.dataset.version;
  let events;

  const listen = () => {
    events = new EventSource("/__preview/events");
    events.onmessage = (event) => {
      lost(false);
      if (event.data !== version) location.reload();
    };
    events.onerror = () => lost(true);
  };

  const lost = (is) => {
    for (const each of document.querySelectorAll("[data-lost]")) each.hidden = !is;
  };

  document.addEventListener("visibilitychange", () => {
    events?.close();
    if (!document.hidden) listen();
  });
  if (!document.hidden) listen();
}
