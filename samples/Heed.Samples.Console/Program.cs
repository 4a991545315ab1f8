// dotnet run --project samples/Heed.Samples.Console -- models/quickstart "March 3, 2024"
using Heed.Models;

using var translator = Translator.Load(args[0]);
Console.WriteLine(translator.Translate(args[1]));
