using Heed.Bench;

switch (args)
{
    case ["products", .. string[] rest]:
        return ProductBench.Run(rest);
    case ["attention", .. string[] rest]:
        return AttentionBench.Run(rest);
    case ["rows", .. string[] rest]:
        return RowBench.Run(rest);
    default:
        Console.Error.WriteLine("Usage: Heed.Bench products [FILTER] [--threads N] [--seconds S]   rate of the matrix product on training shapes");
        Console.Error.WriteLine("       Heed.Bench attention [FILTER] [--threads N] [--seconds S]  time of attention on sentences, long sequences and decoding steps");
        Console.Error.WriteLine("       Heed.Bench rows [FILTER] [--one]   time of the row-wise and elementwise kernels, on all threads or one");
        return 2;
}
