package io.weightless.check.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every listing of `docs/guide`: it compiles without a warning, prints what the guide says, and
/// leaves no thread and no socket behind.
@Timeout(120)
final class GuideTest {
  @TempDir static Path folder;

  @BeforeAll
  static void everyListingCompiles() throws IOException {
    Workshop workshop = new Workshop(folder);
    workshop.save(listings());
    workshop.compile(listings());
  }

  static List<Listing> programs() throws IOException {
    return listings().stream().filter(Listing::isProgram).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void aProgramPrintsWhatTheGuideSays(Listing program) throws Exception {
    assertThat(new Workshop(folder).run(program)).isEqualTo(program.printed());
  }

  @Test
  void noTwoListingsHaveOneName() throws IOException {
    assertThat(listings()).extracting(Listing::name).doesNotHaveDuplicates();
  }

  @Test
  void theGuideUsesNothingInternal() throws IOException {
    assertThat(listings()).extracting(Listing::code).noneMatch(code -> code.contains(".internal"));
  }

  /// Source files, which the JDK compiles with those that they name beside them.
  @Test
  void aReaderWhoSavedTheListingsRunsThem() throws IOException, InterruptedException {
    Listing program = programs().getFirst();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", Workshop.classPath(), "io.weightless.tool.Main", "run"));
    command.add(new Workshop(folder).source(program).toString());

    Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed;
    try (var out = run.inputReader()) {
      printed = out.readAllAsString();
    }

    assertThat(printed).isEqualTo(program.printed());
    assertThat(run.waitFor()).isZero();
  }

  private static List<Listing> listings() throws IOException {
    List<Listing> all = new ArrayList<>();
    for (Path chapter : chapters()) {
      String name = chapter.getFileName().toString();
      all.addAll(Chapter.listings(name, Files.readString(chapter)));
    }
    return all;
  }

  private static List<Path> chapters() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    try (Stream<Path> files = Files.list(root.resolve("docs/guide"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }
}
