return Heed.Cli.CommandLine.Run(args);
