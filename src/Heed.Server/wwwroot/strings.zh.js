// 页面的全部中文文字，名称与 strings.en.js 相同。
export const zh = {
    // the page
    translate: "翻译", inspect: "看内部", training: "训练",
    views: "视图", skip: "跳到正文", theme: "颜色", "theme-auto": "跟随系统", "theme-light": "浅色", "theme-dark": "深色",
    table: "表格", csv: "CSV", working: "处理中…", masked: "被遮蔽", off: "关", pointAtCell: "指向一个格子，或用 Tab 键和方向键移到那里。",
    errorOffline: "无法连接服务器；它还在运行吗？",
    errorStatus: "服务器拒绝了请求（状态 {status}），没有说明原因。",
    errorAnswer: "无法读懂服务器的回答。",
    noModels: "服务器没有翻译模型；请用 --model 加模型文件夹启动它。",

    // translate
    from: "源语言", into: "目标语言", auto: "检测语言", autoDetected: "检测到：{language}", swap: "交换语言", swapped: "语言已交换",
    noPair: "没有从{source}译成{target}的模型。",
    sourceText: "要翻译的文字", placeholder: "输入或粘贴文字", clear: "清空", hint: "Ctrl + Enter 立即翻译",
    counts: "{characters} 个字符 · {words} 个词", characters: "{characters} 个字符",
    translation: "译文", translationWords: "译文；选择一个词，看这里还可以是什么",
    emptyTarget: "译文显示在这里。点击其中的词，可以看到这个位置的其他可能。",
    translated: "译文：{text}", wordProbability: "概率 {probability}；点击查看其他可能", copy: "复制", copied: "已复制", copyFailed: "浏览器不允许复制。",
    undo: "撤销选择", inspectThis: "看内部", inspectNumber: "看内部（第 {number} 句）",
    alternatives: "这里还可以是什么", alternativesCount: "{number} 种可能；译文将从你选的词继续",
    beam: "束宽", nBest: "译文数", otherTranslations: "其他译文", scoreNote: "得分是对数概率除以长度惩罚；越接近 0 越好。",

    // look inside
    sentence: "句子", sentencePlaceholder: "要看内部的一句话", pair: "语言", look: "看内部",
    recording: "正在记录翻译过程…", traced: "已记录：{text}",
    inspectEmpty: "写一句话。翻译时模型计算的一切都会被记录下来：词元、位置、注意力、掩码、搜索和缓存。",
    layers: "层", layer: "层", heads: "头", head: "头", width: "宽度", positionKind: "位置编码", logProbability: "对数概率",
    "panel-tokens": "词元", "panel-positions": "位置", "panel-attention": "注意力", "panel-masks": "掩码", "panel-decoding": "解码", "panel-cache": "缓存",
    "part-encoder": "编码器", "part-decoder": "解码器", "part-cross": "交叉",
    queries: "查询", keys: "键", weight: "权重", position: "位置", piece: "词元", start: "起点", end: "终点", step: "步", total: "合计", change: "变化", value: "值", text: "文字", parent: "上级", state: "状态",
    stepNumber: "第 {number} 步",

    tokensLead: "模型不认识字母，只认识词元的编号。没有自己编号的词由更小的词元拼成。",
    sourceSide: "模型读到的", targetSide: "模型写出的", sideTitle: "{side}：{pieces} 个词元",
    sourcePiecesNote: "每个词元和它在词表中的编号。", targetPiecesNote: "每个词元、它的编号，以及写出时的概率。",
    chooseWord: "选择一个词", noMerges: "这个分词器一次就找到整个词，没有合并步骤可看。", mergesOf: "{word} 是怎样拼成的", mergeStep: "已合并次数",

    positionsLead: "注意力本身看到的是集合，不是序列。每个词站在哪里必须另外告诉它；这里是各种告诉的方法。",
    kindOfModel: "{kind}（本模型）", positionTable: "加上的向量", positionTableNote: "一行一个位置，一列一个特征。", feature: "特征",
    positionBias: "加到分数上的偏置", positionBiasNote: "一行一个查询，一列一个键。",
    byOffset: "随距离的变化", byOffsetNote: "两个位置的点积（或它的改变量）与它们距离的关系。", offset: "键相对查询的偏移",

    attentionLead: "每一行是一个查询：提问的位置；每一列是一个键：可以回答的位置。每行的权重之和为 1。",
    attentionPart: "注意力", overviewOf: "{part}：所有的头", layerHead: "第 {layer} 层第 {head} 头", isOff: "已关闭",
    headTitle: "{part}，第 {layer} 层第 {head} 头", cellLabel: "查询 {query}，键 {key}：{weight}", rowSum: "行和",
    cellCaption: "从查询与键的乘积到权重", cellProduct: "查询乘以键", cellScale: "除以头宽度的平方根", cellBias: "加上距离的偏置",
    cellMask: "掩码", cellSeen: "可见", cellSeenNote: "查询可以看见这个键", cellMaskedNote: "查询不可以看见这个键",
    cellExponent: "相对本行最大分数取指数", cellDivide: "除以本行之和",
    rowSumNote: "{query} 这一行的权重之和是 {sum}。这个格子的分数是 {score}。",
    switchOff: "关闭这个头", offNeedsServer: "在服务器上打开本页时可以关闭头：./heed serve。",
    offTitle: "没有这些头时", offNote: "已关闭：{heads}。译文的对数概率变化了 {change}。", offResult: "没有这些头，对数概率变化 {change}。",
    withHeads: "所有的头", withoutHeads: "关闭后",

    masksLead: "掩码规定谁可以看见谁。被遮蔽的在 softmax 之前得到负无穷，之后就恰好什么也没有。",
    maskOfSentence: "谁看见谁", "maskNote-encoder": "每个位置都能看见整个句子。", "maskNote-decoder": "每个位置只能看见自己和前面的：后面的还没有写出来。", "maskNote-cross": "译文的每个位置都能看见整个源句。",
    beforeSoftmax: "softmax 之前的分数", beforeSoftmaxNote: "缩放后的乘积；这里的刻度从 {low} 到 {high}。", afterSoftmax: "softmax 之后的权重", afterSoftmaxNote: "从 0 到 1；每行之和为 1。",
    paddedTitle: "与更长的句子在同一批时", paddedNote: "这个句子有 {queries} 个查询和 {keys} 个键；其余是填充，谁也不可以看。",
    maskPadding: "填充掩码", maskCausal: "因果掩码", maskCombined: "两者合并",

    decodingLead: "译文一个词元一个词元地写出。每一步搜索保留 {beam} 个最好的开头，放弃其余的。",
    treeTitle: "逐步的搜索", treeNote: "每个方框是一个词元，以及到它为止的对数概率。选择一个，可以看到它的求和。", treeLabel: "束搜索的树", begin: "开始",
    nodeName: "第 {step} 步，{piece}，对数概率 {logProbability}，合计 {total}，{state}", "state-live": "保留", "state-finished": "完成", "state-pruned": "放弃",
    showPruned: "显示被放弃的", pathTitle: "到所选词元的路",
    rankTitle: "哪个译文胜出", "rankNote-power": "得分 = 对数概率 ÷ 长度^α。α = 0 时短译文占优，α 越大长译文越占优。",
    "rankNote-gnmt": "得分 = 对数概率 ÷ ((5 + 长度) ÷ 6)^α。α = 0 时短译文占优，α 越大长译文越占优。",
    lengthPenalty: "长度惩罚 α", length: "长度", score: "得分", scoreAt: "α = {alpha} 时的得分", rankUp: "▲ {places}", rankDown: "▼ {places}",

    cacheLead: "前面位置的键和值不会再变，所以保存下来。每一步在每层只计算新的一行，其余的重新读取。",
    computedRows: "计算的行", reusedRows: "重用的行", atTheEnd: "最后保存的", newRows: "新的行",
    cacheRows: "键和值的行数", rowsText: "新 {fresh}，重用 {kept}",
    cacheBytes: "内存", cacheBytesNote: "源句的键和值只计算一次；译文的每步增长一行。", bytesText: "译文 {self}，源句 {cross}", selfBytes: "译文的字节", crossBytes: "源句的字节",

    // training
    trainingLead: "实时观看服务器文件夹中的一次训练。在图上拖动可以放大，点击选择一步；+、−、方向键和 0 也可以。",
    noRuns: "没有可看的训练。请用 --runs 加训练写入的文件夹启动服务器。",
    run: "训练", runChosen: "训练 {run}", smoothing: "平滑", wholeRun: "全程", task: "任务", connection: "连接",
    "run-running": "进行中", "run-finished": "已完成", "run-stopped": "已停止",
    "connection-connecting": "连接中…", "connection-open": "实时", "connection-closed": "已完整", "connection-broken": "已断开；重新载入页面再试",
    loss: "损失", trainingLoss: "训练", nll: "训练（无标签平滑）", validationLoss: "验证", learningRate: "学习率",
    gradientNorm: "梯度范数", gradientNorms: "各层梯度范数", tokensPerSecond: "每秒词元", validationOf: "验证：{name}", smoothed: "{name}，平滑 {factor}",
    samplesAt: "第 {step} 步的样例", samplesLater: "这一步还没有样例。", sampleSource: "原文", sampleReference: "参考译文", sampleHypothesis: "模型译文",
};
