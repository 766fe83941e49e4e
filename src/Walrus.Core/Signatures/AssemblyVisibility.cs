using System.Runtime.CompilerServices;

// Field and curve arithmetic is not API, but is tested against its definitions.
[assembly: InternalsVisibleTo("Walrus.Core.Tests")]
