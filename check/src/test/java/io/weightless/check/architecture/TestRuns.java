package io.weightless.check.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which tests there are, found in the test classes, and how they ran, found in Surefire's reports.
///
/// A test is named `Class#method`, with the simple name of its class; one in a nested class is
/// named `Outer.Inner#method`. One that a class has from a kit is named by that class.
final class TestRuns {
  private static final Pattern CASE =
      Pattern.compile(
          "<testcase name=\"(\\w+)[^\"]*\" classname=\"([^\"]+)\"[^>]*?(/>|>(.*?)</testcase>)",
          Pattern.DOTALL);
  private static final Pattern BAD = Pattern.compile("<(failure|error)\\b");
  private static final Pattern SKIPPED = Pattern.compile("<skipped\\b");

  /// Worst first: a test that failed once failed, on whichever engine.
  private enum Outcome {
    FAILED,
    PASSED,
    SKIPPED
  }

  private final boolean whole;

  /// Finds the classes from which tests may be inherited, by their names in class files.
  private final Function<String, Optional<ClassModel>> ancestors;

  private final Set<String> tests = new HashSet<>();
  private final Set<String> runningClasses = new HashSet<>();
  private final Set<String> reportedClasses = new HashSet<>();
  private final Map<String, Outcome> outcomes = new HashMap<>();

  /// In a `whole` build every class must have a report, but for those that are running; otherwise a
  /// class without one counts as green.
  TestRuns(boolean whole, Function<String, Optional<ClassModel>> ancestors) {
    this.whole = whole;
    this.ancestors = ancestors;
  }

  /// Reads the tests of all modules, and the reports of all but `running`: the tests of that module
  /// have not all run when this one asks, and Surefire itself fails the build for them.
  static TestRuns of(House house, String running, boolean whole) {
    TestRuns runs = new TestRuns(whole, name -> find(house, name));
    for (Path module : house.modules()) {
      boolean isRunning = module.endsWith(running);
      House.files(module.resolve("target/test-classes"), ".class")
          .forEach(file -> runs.addClass(parse(file), isRunning));
      if (!isRunning) {
        House.files(module.resolve("target/surefire-reports"), ".xml")
            .forEach(report -> runs.addReport(House.read(report)));
      }
    }
    return runs;
  }

  private static Optional<ClassModel> find(House house, String name) {
    return house.modules().stream()
        .flatMap(module -> Stream.of("target/classes", "target/test-classes").map(module::resolve))
        .map(folder -> folder.resolve(name + ".class"))
        .filter(Files::exists)
        .map(TestRuns::parse)
        .findFirst();
  }

  boolean exists(String test) {
    return tests.contains(test);
  }

  /// Whether the test passed on at least one engine and failed on none.
  boolean ranGreen(String test) {
    String type = test.substring(0, Math.max(0, test.indexOf('#')));
    if (reportedClasses.contains(type)) {
      return outcomes.get(test) == Outcome.PASSED;
    }
    return !whole || runningClasses.contains(type);
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  void addClass(ClassModel model, boolean isRunning) {
    String type = simpleName(model.thisClass().asInternalName().replace('/', '.'));
    if (isRunning) {
      runningClasses.add(type);
    }
    addTests(type, model);
  }

  private void addTests(String type, ClassModel model) {
    for (MethodModel method : model.methods()) {
      if (isTest(method)) {
        tests.add(type + "#" + method.methodName().stringValue());
      }
    }
    Stream.concat(model.superclass().stream(), model.interfaces().stream())
        .map(ClassEntry::asInternalName)
        .filter(name -> name.startsWith("io/weightless/"))
        .flatMap(name -> ancestors.apply(name).stream())
        .forEach(ancestor -> addTests(type, ancestor));
  }

  /// `@Test`, `@ParameterizedTest`, `@TestFactory` and so on: Jupiter's names all say so. The last
  /// one is ours, and is composed of them.
  private static boolean isTest(MethodModel method) {
    return method
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(found -> found.annotations().stream().map(a -> a.className().stringValue()).toList())
        .orElse(List.of())
        .stream()
        .anyMatch(name ->
            (name.startsWith("Lorg/junit/jupiter/") && name.contains("Test"))
                || name.endsWith("/FromEverywhere;"));
  }

  void addReport(String xml) {
    for (MatchResult match : CASE.matcher(xml).results().toList()) {
      String type = simpleName(match.group(2));
      String body = match.group(4) == null ? "" : match.group(4);
      reportedClasses.add(type);
      outcomes.merge(type + "#" + match.group(1), outcome(body), TestRuns::worse);
    }
  }

  private static Outcome outcome(String body) {
    if (BAD.matcher(body).find()) {
      return Outcome.FAILED;
    }
    return SKIPPED.matcher(body).find() ? Outcome.SKIPPED : Outcome.PASSED;
  }

  private static Outcome worse(Outcome one, Outcome other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  static String simpleName(String binaryName) {
    return binaryName.substring(binaryName.lastIndexOf('.') + 1).replace('$', '.');
  }
}
