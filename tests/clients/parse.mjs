// node parse.mjs feedsmith|partytime|webvtt FILE — what a JavaScript reader makes of a file, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , reader, path] = process.argv;
const load = createRequire(`${process.env.CLIENTS}/package.json`);
const text = readFileSync(path, "utf8");

const readers = {
  feedsmith: () => load("feedsmith").parseFeed(text),
  partytime: () => load("podcast-partytime").parseFeed(text),
  webvtt: () => {
    const { WebVTTParser } = load("webvtt-parser");
    return new WebVTTParser().parse(text);
  },
};
console.log(JSON.stringify(readers[reader]()));
