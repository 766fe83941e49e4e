return await Walrus.Hosting.WalrusServer.RunAsync(args);
