// Instruments of the same name are one stream in a process: a web application of another test that stops would end it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
