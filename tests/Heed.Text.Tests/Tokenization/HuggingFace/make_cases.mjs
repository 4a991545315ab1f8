// Writes cases.tsv anew: for the text in the first field of each line, the ids that Hugging Face's own implementation gives it, and what it
// decodes them to.
// usage: npm install @huggingface/tokenizers@0.2.0 && node make_cases.mjs
import fs from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";

const tokenizer = new Tokenizer(JSON.parse(fs.readFileSync("tokenizer.json", "utf8")), {});
const lines = fs.readFileSync("cases.tsv", "utf8").split("\n").filter((line) => line.length > 0).map((line) => line.split("\t")[0]);
const cases = lines.map((line) => {
  const { ids } = tokenizer.encode(line, { add_special_tokens: false });
  const text = tokenizer.decode(ids, { skip_special_tokens: true, clean_up_tokenization_spaces: false });
  return `${line}\t${ids.join(" ")}\t${text}\n`;
});
fs.writeFileSync("cases.tsv", cases.join(""));
