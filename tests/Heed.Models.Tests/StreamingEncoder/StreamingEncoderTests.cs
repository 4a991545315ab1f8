using Heed.Media.Audio;
using Heed.Media.Audio.Features;
using Heed.Models.Audio;
using Heed.Models.Classification;
using Heed.Models.StreamingEncoder;
using Heed.Nn;
using Heed.Nn.Attention;
using Heed.Nn.FeedForward;
using Heed.Nn.Masks;
using Heed.Nn.Positions;
using Heed.Nn.Residuals;
using Heed.Tensors;
using Heed.Text;

namespace Heed.Models.Tests.StreamingEncoder;

public sealed class StreamingEncoderTests
{
    private static readonly StreamingEncoderOptions Options = new()
    {
        FramesPerRow = 2,
        Width = 16,
        Layers = 3,
        Heads = new MultiHead { Count = 2 },
        FeedForward = new GeluFeedForward { Width = 24 },
        Mask = new ChunkedMask { Size = 4, LeftChunks = 2 },
        Position = new BucketedPosition { Buckets = 8, MaximumDistance = 10 },
        Classes = 5,
    };

    public static TheoryData<int, int, string> Streams
    {
        get
        {
            var data = new TheoryData<int, int, string>();
            foreach (string position in (string[])["bucketed", "alibi", "shaw", "transformer_xl", "none"])
            {
                foreach ((int chunk, int left) in ((int, int)[])[(4, 2), (1, 3), (5, 0), (8, 1)])
                {
                    data.Add(chunk, left, position);
                }
            }

            return data;
        }
    }

    /// <summary>109 frames: 54 rows and one left over, in pieces that fall across rows and chunks.</summary>
    [Theory]
    [MemberData(nameof(Streams))]
    public void A_stream_gives_the_rows_of_the_whole_sound(int chunk, int left, string position)
    {
        StreamingEncoderOptions options = Options with { Mask = new ChunkedMask { Size = chunk, LeftChunks = left }, Position = PositionOf(position) };
        using StreamingEncoderModel model = Model(options);
        using var workspace = new Workspace();
        float[] frames = Noise(109 * LogMel.Bands, seed: 1);
        var batch = new FrameBatch();
        batch.Add(frames);
        workspace.BeginInferenceStep();
        float[] expected = model.Encode(workspace, batch, out Sequences _).Values.ToArray();
        workspace.BeginInferenceStep();
        float[] logits = model.Logits(workspace, batch).Values.ToArray();

        using FrameStream stream = model.StartStream(workspace);
        var rows = new List<float>();
        ((ChunkStream)stream).OnRows = encoded => rows.AddRange(encoded.Values);
        int chunks = 0;
        foreach (float[] piece in frames.Chunk(777))
        {
            chunks += stream.Push(piece);
        }

        Assert.Equal(54 / chunk, chunks);
        stream.Finish();
        CheckClose(expected, rows.ToArray());
        CheckClose(logits, stream.Logits.ToArray());
    }

    [Fact]
    public void A_stream_holds_the_same_memory_however_long_it_is()
    {
        using StreamingEncoderModel model = Model(Options);
        using var workspace = new Workspace();
        using FrameStream stream = model.StartStream(workspace);
        float[] frames = Noise(24 * LogMel.Bands, seed: 2);
        stream.Push(frames);
        (long bytes, long capacity) = (stream.Bytes, workspace.Capacity);
        for (int times = 0; times < 50; times++)
        {
            stream.Push(frames);
        }

        Assert.Equal(bytes, stream.Bytes);
        Assert.Equal(capacity, workspace.Capacity);
    }

    [Fact]
    public void A_chunk_is_not_changed_by_what_follows_it_and_is_by_what_it_sees()
    {
        using StreamingEncoderModel model = Model(Options);
        using var workspace = new Workspace();
        float[] frames = Noise(48 * LogMel.Bands, seed: 3); // 24 rows, 6 chunks
        float[] before = Encode(model, workspace, frames);
        float[] later = [.. frames];
        later[^1] += 1;
        Assert.Equal(before.AsSpan(0, 20 * 16), Encode(model, workspace, later).AsSpan(0, 20 * 16));
        float[] earlier = [.. frames];
        earlier[0] += 1;
        Assert.NotEqual(before[..16], Encode(model, workspace, earlier)[..16]);
    }

    [Fact]
    public void Samples_that_arrive_in_pieces_are_taken_for_what_the_whole_sound_is()
    {
        using var classifier = new AudioClassifier(Model(Options));
        var sound = new Waveform(Noise(9080, seed: 4), 8000);
        IReadOnlyList<ClassProbability> expected = classifier.Classify(sound);
        using SoundStream stream = classifier.Listen(sound.Rate);
        Assert.Empty(stream.Guess);
        foreach (float[] piece in sound.Samples.Chunk(431))
        {
            stream.Push(piece);
        }

        IReadOnlyList<ClassProbability> found = stream.Finish();
        Assert.Equal(expected.Select(guess => guess.Label), found.Select(guess => guess.Label));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Probability, pair.Second.Probability, 1e-5f));
        Assert.Equal(80, stream.Chunk.TotalMilliseconds, 1e-6);
        Assert.Equal(70 + 12.5 + 2, stream.Latency.TotalMilliseconds, 1e-6);
    }

    [Fact]
    public void What_cannot_stream_says_how_to_make_it()
    {
        using var workspace = new Workspace();
        void Refused(StreamingEncoderOptions options, string what)
        {
            using StreamingEncoderModel model = Model(options);
            Assert.Contains(what, Assert.Throws<UserException>(() => model.StartStream(workspace)).Message, StringComparison.Ordinal);
        }

        Refused(Options with { Mask = new FullMask() }, "its mask is not 'chunked'");
        Refused(Options with { Mask = new ChunkedMask { LeftChunks = null } }, "its mask is not 'chunked'");
        Refused(Options with { Position = new SinusoidalPosition() }, "its positions count from the beginning");
        Refused(Options with { Position = new RotaryPosition() }, "its positions count from the beginning");
    }

    [Fact]
    public void A_sound_of_no_row_is_refused()
    {
        using var classifier = new AudioClassifier(Model(Options));
        Assert.Throws<UserException>(() => classifier.Classify(new Waveform(new float[250], 16000)));
        using SoundStream stream = classifier.Listen(16000);
        stream.Push(new float[250]);
        Assert.Throws<UserException>(() => stream.Finish());
    }

    private static PositionOptions PositionOf(string kind) => kind switch
    {
        "bucketed" => Options.Position,
        "alibi" => new AlibiPosition(),
        "shaw" => new ShawPosition { MaximumDistance = 5 },
        "transformer_xl" => new TransformerXlPosition(),
        _ => new NoPosition(),
    };

    private static StreamingEncoderModel Model(StreamingEncoderOptions options)
    {
        var model = new StreamingEncoderModel(options with { Placement = new PreNormPlacement() }, forTraining: false);
        model.Parameters.Initialize(7);
        return model;
    }

    private static float[] Encode(StreamingEncoderModel model, Workspace workspace, float[] frames)
    {
        var batch = new FrameBatch();
        batch.Add(frames);
        workspace.BeginInferenceStep();
        return model.Encode(workspace, batch, out Sequences _).Values.ToArray();
    }

    private static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static void CheckClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], actual[index], 1e-5f);
        }
    }
}
