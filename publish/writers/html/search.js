// Searches the index that was made with the site. Shows documents in which all words occur, the best first.
"use strict";
{
  const around = 40;
  const list = document.getElementById("results");
  const told = document.getElementById("told");
  const field = document.getElementById("q");
  const plain = text => text.normalize("NFKC").toLowerCase();
  const folded = publishIndex.map(entry => ({ ...entry, find: plain(entry.title + "\n" + entry.text) }));

  const count = (text, word) => text.split(word).length - 1;
  const score = (entry, words) => words.reduce(
    (sum, word) => sum + count(entry.find, word) + (plain(entry.title).includes(word) ? 1000 : 0), 0);

  function excerpt(entry, words) {
    const text = entry.text.replace(/\n+/g, " ");
    const low = text.toLowerCase();
    const place = Math.max(0, low.indexOf(words.find(word => low.includes(word)) ?? words[0]));
    let start = Math.max(0, place - around);
    while (start > 0 && start < place && !/[\p{L}\p{N}\p{Ps}\p{Pi}]/u.test(text[start])) start += 1;
    const paragraph = document.createElement("p");
    if (start > 0) paragraph.append("…");
    mark(paragraph, text.slice(start, place + 2 * around), words);
    if (place + 2 * around < text.length) paragraph.append("…");
    return paragraph;
  }

  function mark(target, text, words) {
    const low = text.toLowerCase();
    let done = 0;
    while (done < text.length) {
      const hits = words.map(word => [low.indexOf(word, done), word.length]).filter(([at]) => at >= 0);
      if (!hits.length) break;
      const [at, length] = hits.reduce((first, other) => (other[0] < first[0] ? other : first));
      target.append(text.slice(done, at));
      const found = document.createElement("mark");
      found.textContent = text.slice(at, at + length);
      target.append(found);
      done = at + length;
    }
    target.append(text.slice(done));
  }

  function item(entry, words) {
    const link = document.createElement("a");
    link.href = entry.href;
    link.textContent = entry.title;
    const element = document.createElement("li");
    element.append(link, excerpt(entry, words));
    return element;
  }

  function show(query) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    const found = words.length ? folded.filter(entry => words.every(word => entry.find.includes(word))) : [];
    found.sort((one, other) => score(other, words) - score(one, words));
    list.replaceChildren(...found.map(entry => item(entry, words)));
    told.textContent = !words.length ? "" : found.length ? `${found.length} ${told.dataset.found} “${query}”`
      : `${told.dataset.nothing}: “${query}”`;
  }

  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", () => show(field.value));
  field.form.addEventListener("submit", event => { event.preventDefault(); show(field.value); });
  show(field.value);
}
