System.Console.Error.WriteLine("nothing here yet");
