// Brings the page up to date in place, so that scrolling and zoom stay as they are.
(() => {
  const again = async () => {
    try {
      const answer = await fetch(location.pathname, {cache: 'no-store'});
      if (answer.ok) {
        const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
        document.querySelector('main').replaceWith(next.querySelector('main'));
      }
    } finally {
      setTimeout(again, 5000);
    }
  };
  setTimeout(again, 5000);
})();
