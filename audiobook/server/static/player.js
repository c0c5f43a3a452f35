// Players that follow their transcript. The page works without this script; with it, words and chapters can be clicked.

const STEP = 10; // seconds an arrow key jumps
const REST = 4000; // milliseconds without following after somebody scrolled by hand
const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];

class Player {
  constructor(article) {
    this.audio = article.querySelector("audio");
    this.speed = article.querySelector("select");
    this.chapters = [...article.querySelectorAll("a[data-seek]")];
    this.words = article.querySelector(".words");
    this.sentences = [];
    this.scrolledAt = 0;
    article.querySelector(".speed").hidden = false;
    this.listen();
    this.adopt();
  }

  listen() {
    this.audio.addEventListener("timeupdate", () => this.follow());
    this.audio.addEventListener("seeked", () => this.follow());
    this.audio.addEventListener("play", () => { Player.current = this; this.pauseOthers(); this.fetchWords(); });
    this.speed.addEventListener("change", () => { this.audio.playbackRate = Number(this.speed.value); });
    this.words.addEventListener("toggle", () => { if (this.words.open) this.fetchWords(); });
    this.words.addEventListener("click", (event) => {
      const sentence = event.target.closest("span[data-start]");
      if (sentence && getSelection().isCollapsed) this.seek(Number(sentence.dataset.start));
    });
    for (const link of this.chapters) {
      link.addEventListener("click", (event) => { event.preventDefault(); this.seek(Number(link.dataset.seek)); });
    }
  }

  pauseOthers() {
    for (const other of document.querySelectorAll("audio")) if (other !== this.audio) other.pause();
  }

  seek(seconds, play = true) {
    Player.current = this;
    const jump = () => { this.audio.currentTime = Math.max(0, seconds); };
    if (this.audio.readyState > 0) jump();
    else { this.audio.addEventListener("loadedmetadata", jump, { once: true }); this.audio.load(); }
    if (play) this.audio.play().catch(() => {}); // a browser may want a click first
  }

  async fetchWords() {
    const address = this.words.dataset.transcript;
    if (!address) return;
    delete this.words.dataset.transcript;
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const scroll = document.createElement("div");
      scroll.className = "scroll";
      scroll.tabIndex = 0;
      scroll.append(document.importNode(page.querySelector("article"), true));
      this.words.querySelector("p").replaceWith(scroll);
      this.adopt();
    } catch {
      this.words.dataset.transcript = address; // the link to it is still there; next time again
    }
  }

  adopt() {
    this.scroll = this.words.querySelector(".scroll");
    this.sentences = [...this.words.querySelectorAll("span[data-start]")];
    this.starts = this.sentences.map((sentence) => Number(sentence.dataset.start));
    const byHand = () => { this.scrolledAt = Date.now(); };
    for (const kind of ["wheel", "touchmove"]) this.scroll?.addEventListener(kind, byHand, { passive: true });
    this.follow();
  }

  follow() {
    const time = this.audio.currentTime + 0.05;
    mark(this.chapters, last(this.chapters.map((link) => Number(link.dataset.seek)), time), "");
    const sentence = mark(this.sentences, last(this.starts ?? [], time), "now");
    if (sentence && !this.audio.paused && Date.now() - this.scrolledAt > REST) this.reveal(sentence);
  }

  reveal(sentence) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = sentence.offsetTop - this.scroll.clientHeight / 2 + sentence.offsetHeight / 2;
    this.scroll.scrollTo({ top, behavior: still ? "auto" : "smooth" });
  }

  hasten(step) {
    const now = SPEEDS.indexOf(Number(this.speed.value));
    this.audio.playbackRate = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, now + step))];
    this.speed.value = String(this.audio.playbackRate);
  }

  chapter(step) {
    const starts = this.chapters.map((link) => Number(link.dataset.seek));
    const at = last(starts, this.audio.currentTime) + step;
    if (at >= 0 && at < starts.length) this.seek(starts[at], !this.audio.paused);
  }
}

// Index of the last number that is not above a value; -1 when all are.
function last(numbers, value) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function mark(elements, index, name) {
  const now = elements[index];
  for (const element of elements) {
    if (element === now || !element.hasAttribute("aria-current")) continue;
    element.removeAttribute("aria-current");
    if (name) element.classList.remove(name);
  }
  now?.setAttribute("aria-current", "true");
  if (name) now?.classList.add(name);
  return now;
}

// Whether an element does something of its own with a key.
function takes(element, key) {
  if (element.closest("input, select, textarea, audio")) return true;
  if (key === " ") return element.closest("button, summary") !== null;
  return key.startsWith("Arrow") && element.closest(".scroll") !== null && /Up|Down/.test(key);
}

function onKey(event) {
  const player = Player.current;
  if (!player || event.ctrlKey || event.metaKey || event.altKey) return;
  if (takes(event.target, event.key)) return;
  const { audio } = player;
  const actions = {
    " ": () => (audio.paused ? audio.play() : audio.pause()),
    ArrowLeft: () => player.seek(audio.currentTime - STEP, !audio.paused),
    ArrowRight: () => player.seek(audio.currentTime + STEP, !audio.paused),
    ArrowUp: () => player.hasten(1),
    ArrowDown: () => player.hasten(-1),
    n: () => player.chapter(1),
    p: () => player.chapter(-1),
  };
  if (event.key in actions) {
    event.preventDefault();
    actions[event.key]();
  }
}

const players = [...document.querySelectorAll("article.edition")].map((article) => new Player(article));
Player.current = players[0];
document.documentElement.classList.add("script");
document.querySelector(".keys")?.removeAttribute("hidden");
document.addEventListener("keydown", onKey);
const start = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
if (start && players.length === 1) players[0].seek(Number(start[1]), false);
