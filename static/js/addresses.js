// Lets the desk suggest addresses as the portal makes them itself (common/slugs.py), with
// Danish letters written out: "Køb" becomes koeb, where Django would say kob.
if (window.URLify) {
  const writtenOut = { æ: "ae", ø: "oe", å: "aa" };
  const plain = window.URLify;

  window.URLify = (text, ...more) =>
    plain(text.toLowerCase().replace(/[æøå]/g, (letter) => writtenOut[letter]), ...more);
}
