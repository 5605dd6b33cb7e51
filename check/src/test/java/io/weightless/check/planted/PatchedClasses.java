package io.weightless.check.planted;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// The classes of one source file with a mistake in it, to come before all others in a class path.
///
/// @param folder where they are
record PatchedClasses(Path folder) {
  /// Applies `patch` to a copy of its source below `root`, and compiles that into `folder`.
  ///
  /// @throws AssertionError when it does not apply, or does not compile
  static PatchedClasses compile(Patch patch, Path root, Path folder) throws IOException {
    Path original = root.resolve(patch.source());
    Path copy = folder.resolve(original.getFileName());
    try {
      Files.writeString(copy, patch.applyTo(Files.readString(original)));
    } catch (IllegalStateException doesNotApply) {
      throw new AssertionError(
          "the patch does not apply to " + patch.source() + ": " + doesNotApply.getMessage(),
          doesNotApply);
    }
    compile(copy, folder);
    return new PatchedClasses(folder);
  }

  private static void compile(Path source, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Diagnostic<? extends JavaFileObject>> said = new ArrayList<>();
    List<String> flags = List.of("-proc:none", "-nowarn", "-cp", others(), "-d", folder.toString());
    try (var files = compiler.getStandardFileManager(said::add, Locale.ROOT, UTF_8)) {
      var sources = files.getJavaFileObjects(source);
      if (!compiler.getTask(null, files, said::add, flags, null, sources).call()) {
        throw new AssertionError("the patched source does not compile: " + said);
      }
    }
  }

  private static String others() {
    return System.getProperty("java.class.path");
  }

  String classPath() {
    return folder + System.getProperty("path.separator") + others();
  }
}
