using Heed.Text.Tokenization;
using Heed.Text.Tokenization.PostProcessors;

namespace Heed.Text.Tests.Tokenization.Parts;

public sealed class PostProcessorTests
{
    private const string Bert = "{'type':'BertProcessing','sep':['[SEP]',102],'cls':['[CLS]',101]}";
    private const string Roberta = "{'type':'RobertaProcessing','sep':['</s>',2],'cls':['<s>',0],'trim_offsets':true,'add_prefix_space':false}";
    private const string ByteLevel = "{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':true}";
    private const string Template =
        "{'type':'TemplateProcessing','single':[{'SpecialToken':{'id':'[CLS]','type_id':0}},{'Sequence':{'id':'A','type_id':0}}],"
        + "'pair':[{'Sequence':{'id':'B','type_id':2}},{'SpecialToken':{'id':'[CLS]','type_id':1}},{'Sequence':{'id':'A','type_id':0}}],"
        + "'special_tokens':{'[CLS]':{'id':'[CLS]','ids':[101,103],'tokens':['[CLS]','[X]']}}}";

    private const string Sequence = "{'type':'Sequence','processors':[" + ByteLevel + "," + Template + "]}";

    [Theory]
    [InlineData(Bert, "101:0 5:0 6:0 102:0", "101:0 5:0 6:0 102:0 7:1 102:1", "5:0 6:0 7:1")]
    [InlineData(Roberta, "0:0 5:0 6:0 2:0", "0:0 5:0 6:0 2:0 2:0 7:0 2:0", "5:0 6:0 7:0")]
    [InlineData(ByteLevel, "5:0 6:0", "5:0 6:0 7:1", "5:0 6:0 7:1")]
    [InlineData(Template, "101:0 103:0 5:0 6:0", "7:2 101:1 103:1 5:0 6:0", "7:2 5:0 6:0")]
    [InlineData(Sequence, "101:0 103:0 5:0 6:0", "7:2 101:1 103:1 5:0 6:0", "7:2 5:0 6:0")]
    public void SpecialTokensAndTypesAre(string json, string single, string pair, string pairWithout)
    {
        PostProcessor processor = PostProcessor.Read(PartJson.Of(json));
        EncodedText first = EncodedText.Of([new Token(5, 0, 1), new Token(6, 1, 2)], type: 0);
        EncodedText second = EncodedText.Of([new Token(7, 0, 1)], type: 1);
        Assert.Equal(single, Show(processor.Apply([first], addSpecialTokens: true)));
        Assert.Equal(pair, Show(processor.Apply([first, second], addSpecialTokens: true)));
        Assert.Equal(pairWithout, Show(processor.Apply([first, second], addSpecialTokens: false)));
        Assert.Equal(json, PartJson.Written(processor.Write));
    }

    [Theory]
    [InlineData("'id':'[CLS]','type_id':0", "'id':'[CLR]','type_id':0", "[CLR]")]
    [InlineData("'Sequence':{'id':'A','type_id':0}}],'pair'", "'Sequence':{'id':'B','type_id':0}}],'pair'", "second text")]
    [InlineData("'id':'B'", "'id':'C'", "\"C\"")]
    [InlineData("101,103", "101,'x'", "whole numbers")]
    [InlineData("'tokens'", "'token'", "\"tokens\"")]
    public void WhatIsWrongInATemplateIsNamed(string part, string instead, string named)
    {
        Assert.Contains(part, Template, StringComparison.Ordinal);
        string json = Template.Replace(part, instead, StringComparison.Ordinal);
        Assert.Contains(named, Assert.Throws<UserException>(() => PostProcessor.Read(PartJson.Of(json))).Message, StringComparison.Ordinal);
    }

    private static string Show(IReadOnlyList<EncodedText> texts)
    {
        EncodedText joined = EncodedText.Join(texts);
        return string.Join(' ', joined.Tokens.Zip(joined.Types, (token, type) => $"{token.Id}:{type}"));
    }
}
