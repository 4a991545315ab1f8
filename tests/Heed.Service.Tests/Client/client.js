// Asks the server whose address is given, as any program does that uses the package.
import { Translate } from "translate";

const client = Translate({ engine: "libre", url: process.argv[2] + "translate" });
const text = await client("Two dogs play in the snow.", { from: "en", to: "de" });
const error = await client("Two dogs.", { from: "en", to: "fr" }).then(() => "none", (problem) => problem.message);
console.log(JSON.stringify({ text, error }));
