package io.weightless.check.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// A folder in which listings are saved, compiled together, and run one at a time.
final class Workshop {
  /// A class path may name what is not there; everything else is the listing's fault.
  private static final List<String> FLAGS =
      List.of("-proc:none", "-Xlint:all,-path", "-Werror", "-cp", classPath());

  private final Path folder;

  Workshop(Path folder) {
    this.folder = folder;
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /// Writes each listing to the file that it names.
  void save(List<Listing> listings) throws IOException {
    for (Listing listing : listings) {
      Files.writeString(source(listing), listing.code());
    }
  }

  Path source(Listing listing) {
    return folder.resolve(listing.name() + ".java");
  }

  /// Compiles what was saved.
  ///
  /// @throws AssertionError with all that the compiler says, also when it only warns
  void compile(List<Listing> listings) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Diagnostic<? extends JavaFileObject>> said = new ArrayList<>();
    try (var files = compiler.getStandardFileManager(said::add, Locale.ROOT, UTF_8)) {
      List<String> flags = new ArrayList<>(FLAGS);
      flags.addAll(List.of("-d", folder.toString()));
      var sources = files.getJavaFileObjectsFromPaths(listings.stream().map(this::source).toList());
      if (!compiler.getTask(null, files, said::add, flags, null, sources).call()) {
        throw new AssertionError(said);
      }
    }
  }

  /// Runs a program in this process.
  ///
  /// @return what it printed, and a last line as the JVM has it when `main` failed
  String run(Listing program) throws IOException, ReflectiveOperationException {
    PrintStream before = System.out;
    var printed = new ByteArrayOutputStream();
    try (var classes = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        var out = new PrintStream(printed, true, UTF_8)) {
      System.setOut(out);
      main(classes.loadClass(program.name()));
    } finally {
      System.setOut(before);
    }
    return printed.toString(UTF_8);
  }

  private static void main(Class<?> type) throws ReflectiveOperationException {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    var main = type.getDeclaredMethod("main");
    main.setAccessible(true);
    try {
      main.invoke(constructor.newInstance());
    } catch (InvocationTargetException failed) {
      System.out.println("Exception in thread \"main\" " + failed.getCause());
    }
  }
}
