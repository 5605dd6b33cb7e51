package io.weightless.tool;

import io.weightless.simulation.Scenario;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// A scenario that a user wrote: compiled when it is a source file, and loaded.
final class ScenarioFile implements AutoCloseable {
  private final Path compiled;
  private final Scenario scenario;

  private ScenarioFile(Path compiled, Scenario scenario) {
    this.compiled = compiled;
    this.scenario = scenario;
  }

  /// @param program `FILE.java`, a jar whose main class it is, or the name of a class below the
  ///   current folder
  /// @throws Mistake when it is none of these, can't be compiled, or is no scenario
  static ScenarioFile load(String program) throws IOException, Mistake {
    Path compiled = Files.createTempDirectory("weightless-simulate");
    try {
      return new ScenarioFile(compiled, instance(find(program, compiled)));
    } catch (LinkageError e) {
      delete(compiled);
      throw new Mistake(program + " could not be loaded: " + e);
    } catch (IOException | Mistake | RuntimeException e) {
      delete(compiled);
      throw e;
    }
  }

  Scenario scenario() {
    return scenario;
  }

  @Override
  public void close() {
    delete(compiled);
  }

  private static Class<?> find(String program, Path compiled) throws IOException, Mistake {
    if (program.endsWith(".java")) {
      compile(ProgramFile.existing(program), compiled);
      return load(compiled, mainOf(program, compiled));
    }
    if (program.endsWith(".jar")) {
      Path jar = ProgramFile.existing(program);
      return load(jar, ProgramFile.mainClass(jar));
    }
    return load(Path.of(""), program);
  }

  /// The loader stays open for as long as the command runs, since the scenario loads more from it.
  @SuppressWarnings("resource")
  private static Class<?> load(Path place, String name) throws IOException, Mistake {
    URI uri = place.toAbsolutePath().toUri();
    URLClassLoader loader = new URLClassLoader(new URL[] {uri.toURL()});
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException _) {
      throw new Mistake("no such class below this directory: " + name);
    }
  }

  private static void compile(Path source, Path compiled) throws IOException, Mistake {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path folder = source.toAbsolutePath().getParent();
    List<String> options =
        List.of(
            "-d",
            compiled.toString(),
            "-sourcepath",
            String.valueOf(folder),
            "-cp",
            System.getProperty("java.class.path"),
            "-implicit:class",
            "-proc:none");
    StringWriter complaints = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjects(source);
      if (!compiler.getTask(complaints, files, null, options, null, units).call()) {
        throw new Mistake("it does not compile: " + complaints.toString().strip());
      }
    }
  }

  /// The class that has the name of its file, in whatever package it is.
  private static String mainOf(String program, Path compiled) throws IOException, Mistake {
    String file = Path.of(program).getFileName().toString().replace(".java", ".class");
    try (Stream<Path> classes = Files.walk(compiled)) {
      return classes
          .filter(path -> path.getFileName().toString().equals(file))
          .map(path -> compiled.relativize(path).toString())
          .map(name -> name.replace(".class", "").replace('/', '.').replace('\\', '.'))
          .findFirst()
          .orElseThrow(() -> new Mistake(program + " has no class of its name"));
    }
  }

  private static Scenario instance(Class<?> type) throws Mistake {
    if (!Scenario.class.isAssignableFrom(type)) {
      throw new Mistake(
          type.getName() + " is no scenario: let it implement " + Scenario.class.getName());
    }
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Scenario) constructor.newInstance();
    } catch (NoSuchMethodException _) {
      throw new Mistake(type.getName() + " needs a constructor without parameters");
    } catch (InvocationTargetException e) {
      throw new Mistake(type.getName() + " could not be made: " + e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new Mistake(type.getName() + " could not be made: " + e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
