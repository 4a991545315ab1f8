using System.Buffers.Binary;
using System.Text;

namespace Heed.Text.Tokenization.Formats;

/// <summary>Reads the fields of one message in protocol buffers' binary format, one after the other.</summary>
internal ref struct ProtocolBuffer(ReadOnlySpan<byte> message, string place)
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> left = message;
    private int wireType;

    /// <summary>The number of the field that <see cref="Next"/> came to.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field; false at the end. The value must then be read or skipped.</summary>
    public bool Next()
    {
        if (left.IsEmpty)
        {
            return false;
        }

        ulong tag = Variable();
        Field = tag >> 3 <= int.MaxValue ? (int)(tag >> 3) : throw Damaged();
        wireType = (int)(tag & 7);
        return true;
    }

    public int Integer()
    {
        Check(0);
        return unchecked((int)(long)Variable());
    }

    public bool Boolean() => Integer() != 0;

    public float Single()
    {
        Check(5);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(4));
    }

    public ReadOnlySpan<byte> Bytes()
    {
        Check(2);
        ulong length = Variable();
        return length <= (ulong)left.Length ? Take((int)length) : throw Damaged();
    }

    public string String()
    {
        try
        {
            return Utf8.GetString(Bytes());
        }
        catch (DecoderFallbackException exception)
        {
            throw new UserException($"{place} has a text in field {Field} that is not UTF-8.", exception);
        }
    }

    public void Skip()
    {
        switch (wireType)
        {
            case 0:
                Variable();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Bytes();
                break;
            case 5:
                Take(4);
                break;
            default:
                throw Damaged();
        }
    }

    public readonly UserException Unknown() => new($"{place} has a field {Field}, which Heed does not know.");

    /// <summary>Seven bits a byte, the lowest first; the highest bit says that another byte follows.</summary>
    private ulong Variable()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Damaged();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > left.Length)
        {
            throw Damaged();
        }

        ReadOnlySpan<byte> taken = left[..count];
        left = left[count..];
        return taken;
    }

    private readonly void Check(int expected)
    {
        if (wireType != expected)
        {
            throw new UserException($"{place} has a field {Field} of another type than SentencePiece gives it.");
        }
    }

    private readonly UserException Damaged() => new($"{place} is damaged or cut off: copy or download it again.");
}
