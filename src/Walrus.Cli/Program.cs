using Walrus.Cli;
using Walrus.Cli.Output;

using CommandConsole console = CommandConsole.OfProcess();
return CommandLine.Run(args, console);
