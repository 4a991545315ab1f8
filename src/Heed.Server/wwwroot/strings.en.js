// Every sentence of the page in English. strings.zh.js has the same names.
export const en = {
    // the page
    translate: "Translate", inspect: "Look inside", training: "Training",
    views: "Views", skip: "Skip to the content", theme: "Colours", "theme-auto": "As the system", "theme-light": "Light", "theme-dark": "Dark",
    table: "Table", csv: "CSV", working: "Working…", masked: "masked", off: "off", pointAtCell: "Point at a cell, or go there with Tab and the arrow keys.",
    errorOffline: "The server cannot be reached; is it still running?",
    errorStatus: "The server refused with status {status} and gave no reason.",
    errorAnswer: "The server's answer could not be read.",
    noModels: "The server has no translation model; start it with --model and the folder of one.",

    // translate
    from: "From", into: "Into", auto: "Detect language", autoDetected: "Detected: {language}", swap: "Swap languages", swapped: "Languages swapped",
    noPair: "No model translates from {source} into {target}.",
    sourceText: "Text to translate", placeholder: "Type or paste a text", clear: "Clear", hint: "Ctrl + Enter translates at once",
    counts: "{characters} characters · {words} words", characters: "{characters} characters",
    translation: "Translation", translationWords: "Translation; choose a word to see what else could stand there",
    emptyTarget: "The translation appears here. Click one of its words to see what else could stand there.",
    translated: "Translated: {text}", wordProbability: "Probability {probability}; click for others", copy: "Copy", copied: "Copied", copyFailed: "The browser did not allow copying.",
    undo: "Undo choice", inspectThis: "Look inside", inspectNumber: "Look inside {number}",
    alternatives: "What else could stand here", alternativesCount: "{number} possibilities; the translation continues from the one you choose",
    beam: "Beam", nBest: "Translations", otherTranslations: "Other translations", scoreNote: "Scores are log-probabilities divided by the length penalty; nearer to 0 is better.",

    // look inside
    sentence: "Sentence", sentencePlaceholder: "One sentence to look into", pair: "Languages", look: "Look inside",
    recording: "Recording the translation…", traced: "Recorded: {text}",
    inspectEmpty: "Write a sentence. It is translated, and everything the model computes on the way is recorded: tokens, positions, attention, masks, search and cache.",
    layers: "Layers", layer: "Layer", heads: "Heads", head: "Head", width: "Width", positionKind: "Positions", logProbability: "Log-probability",
    "panel-tokens": "Tokens", "panel-positions": "Positions", "panel-attention": "Attention", "panel-masks": "Masks", "panel-decoding": "Decoding", "panel-cache": "Cache",
    "part-encoder": "Encoder", "part-decoder": "Decoder", "part-cross": "Cross",
    queries: "queries", keys: "keys", weight: "Weight", position: "position", piece: "Piece", start: "start", end: "end", step: "Step", total: "Total", change: "Change", value: "value", text: "Text", parent: "parent", state: "State",
    stepNumber: "Step {number}",

    tokensLead: "The model knows no letters, only numbers of pieces. A word that has no piece of its own is put together from smaller ones.",
    sourceSide: "What the model reads", targetSide: "What it writes", sideTitle: "{side}: {pieces} pieces",
    sourcePiecesNote: "Each piece with its number in the vocabulary.", targetPiecesNote: "Each piece with its number, and its probability when it was written.",
    chooseWord: "Choose a word", noMerges: "This tokenizer finds the whole word at once; there are no merges to show.", mergesOf: "How {word} was put together", mergeStep: "Merges done",

    positionsLead: "Attention itself sees a set, not a sequence. Where each word stands has to be told; these are the ways of telling it.",
    kindOfModel: "{kind} (this model)", positionTable: "What is added", positionTableNote: "One row a position, one column a feature.", feature: "feature",
    positionBias: "What is added to the scores", positionBiasNote: "One row a query, one column a key.",
    byOffset: "By distance", byOffsetNote: "The dot product of two positions, or what it is changed by, against how far apart they are.", offset: "offset of key from query",

    attentionLead: "Each row is a query: a position that asks. Each column is a key: a position that may answer. A row's weights sum to 1.",
    attentionPart: "Attention", overviewOf: "{part}: all heads", layerHead: "Layer {layer}, head {head}", isOff: "switched off",
    headTitle: "{part}, layer {layer}, head {head}", cellLabel: "Query {query}, key {key}: {weight}", rowSum: "row sum",
    cellCaption: "From the product of query and key to the weight", cellProduct: "query times key", cellScale: "scaled by one over the root of the head's width", cellBias: "plus the bias of their distance",
    cellMask: "mask", cellSeen: "seen", cellSeenNote: "the query may see this key", cellMaskedNote: "the query may not see this key",
    cellExponent: "exponent, relative to the row's largest score", cellDivide: "divided by the row's sum",
    rowSumNote: "The weights of the row of {query} sum to {sum}. This cell's score is {score}.",
    switchOff: "Switch this head off", offNeedsServer: "Heads can be switched off when this page is open on a server: ./heed serve.",
    offTitle: "Without these heads", offNote: "Switched off: {heads}. The log-probability of the translation changes by {change}.", offResult: "Without these heads the log-probability changes by {change}.",
    withHeads: "With all heads", withoutHeads: "Without",

    masksLead: "A mask says who may see whom. What is hidden gets minus infinity before the softmax, and so exactly nothing after it.",
    maskOfSentence: "Who sees whom", "maskNote-encoder": "Every position sees the whole sentence.", "maskNote-decoder": "Every position sees itself and what stands before it: the future is not written yet.", "maskNote-cross": "Every position of the translation sees the whole source.",
    beforeSoftmax: "Scores before the softmax", beforeSoftmaxNote: "Scaled products; here the scale runs from {low} to {high}.", afterSoftmax: "Weights after the softmax", afterSoftmaxNote: "From 0 to 1; every row sums to 1.",
    paddedTitle: "In a batch with a longer sentence", paddedNote: "This sentence has {queries} queries and {keys} keys; the rest is padding, which nobody may look at.",
    maskPadding: "Padding", maskCausal: "Causal", maskCombined: "Both together",

    decodingLead: "The translation is written piece by piece. At each step the search keeps the {beam} best beginnings and gives up the others.",
    treeTitle: "The search, step by step", treeNote: "Each box is a piece with the log-probability of everything up to it. Choose one to see its sum.", treeLabel: "Tree of the beam search", begin: "begin",
    nodeName: "Step {step}, {piece}, log-probability {logProbability}, total {total}, {state}", "state-live": "kept", "state-finished": "finished", "state-pruned": "given up",
    showPruned: "Show what was given up", pathTitle: "The way to the chosen piece",
    rankTitle: "Which translation wins", "rankNote-power": "Score = log-probability ÷ length^α. With α = 0 short translations win, with a larger α long ones do.",
    "rankNote-gnmt": "Score = log-probability ÷ ((5 + length) ÷ 6)^α. With α = 0 short translations win, with a larger α long ones do.",
    lengthPenalty: "Length penalty α", length: "length", score: "score", scoreAt: "score at α = {alpha}", rankUp: "▲ {places}", rankDown: "▼ {places}",

    cacheLead: "Keys and values of earlier positions do not change, so they are kept. A step computes one new row for each layer and reads the others again.",
    computedRows: "Rows computed", reusedRows: "Rows read again", atTheEnd: "Kept at the end", newRows: "New rows",
    cacheRows: "Rows of keys and values", rowsText: "{fresh} new, {kept} again",
    cacheBytes: "Memory", cacheBytesNote: "Keys and values of the source are computed once; those of the translation grow by a row a step.", bytesText: "{self} translation, {cross} source", selfBytes: "Bytes of the translation", crossBytes: "Bytes of the source",

    // training
    trainingLead: "A run of the server's folder, live. Drag over a chart to zoom, click to choose a step; + and −, arrow keys and 0 do the same.",
    noRuns: "There is no run to watch. Start the server with --runs and the folder that training writes to.",
    run: "Run", runChosen: "Run {run}", smoothing: "Smoothing", wholeRun: "Whole run", task: "Task", connection: "Connection",
    "run-running": "running", "run-finished": "finished", "run-stopped": "stopped",
    "connection-connecting": "connecting…", "connection-open": "live", "connection-closed": "complete", "connection-broken": "lost; reload the page to try again",
    loss: "Loss", trainingLoss: "training", nll: "training, without smoothing of labels", validationLoss: "validation", learningRate: "Learning rate",
    gradientNorm: "Gradient norm", gradientNorms: "Gradient norm by layer", tokensPerSecond: "Tokens per second", validationOf: "Validation: {name}", smoothed: "{name}, smoothed {factor}",
    samplesAt: "Samples at step {step}", samplesLater: "There are no samples yet at this step.", sampleSource: "Source", sampleReference: "Reference", sampleHypothesis: "Model",
};
