using Heed.Bench;

switch (args)
{
    case ["products", .. string[] rest]:
        return ProductBench.Run(rest);
    default:
        Console.Error.WriteLine("Usage: Heed.Bench products [FILTER] [--threads N] [--seconds S]   rate of the matrix product on training shapes");
        return 2;
}
