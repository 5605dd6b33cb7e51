package io.weightless.check.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.simulation.Seeds;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Mistakes as an expert makes them when he is tired, one at a time in a copy of our sources. None
/// is seen first come first served when nothing goes wrong, as in most tests; each is found by the
/// world that its first line names, within a thousand seeds.
///
/// On one engine, for a seed is the same run on both.
@FastEngine
class PlantedBugsStory {
  private static final Path FOLDER =
      Path.of("check/src/test/resources/io/weightless/check/planted");
  private static final String PACKAGE = "io.weightless.check.world.";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final List<String> ROWS = new ArrayList<>();

  @TempDir Path classes;

  static List<String> patches() throws IOException {
    try (Stream<Path> files = Files.list(root().resolve(FOLDER))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("patches")
  void itIsFoundByChanceAndNotBefore(String name) throws Exception {
    long began = System.nanoTime();
    Patch patch = patch(name);

    Finding finding =
        new Hunt(worlds(patch), PatchedClasses.compile(patch, root(), classes), LIMIT).run();

    assertThat(finding.how()).as(finding.toString()).isEqualTo(Finding.How.FOUND);
    Seeds seed = Seeds.between(finding.seed(), finding.seed());
    assertThat(Search.campaign(PACKAGE + patch.world(), seed).failures())
        .as("failures from the same seed without the mistake")
        .isEmpty();
    double seconds = (System.nanoTime() - began) / 1e9;
    ROWS.add(
        "%-40s %-16s seed %4d  %4.1f s  %s"
            .formatted(name, patch.world(), finding.seed(), seconds, finding.message()));
  }

  private static Patch patch(String name) throws IOException {
    return Patch.parse(Files.readString(root().resolve(FOLDER).resolve(name)));
  }

  /// All of them, first the one that has to find it.
  private static List<String> worlds(Patch patch) throws IOException {
    Set<String> worlds = new LinkedHashSet<>();
    worlds.add(PACKAGE + patch.world());
    for (String name : patches()) {
      worlds.add(PACKAGE + patch(name).world());
    }
    return List.copyOf(worlds);
  }

  @Test
  void thereAreTen() throws IOException {
    assertThat(patches()).hasSizeGreaterThanOrEqualTo(10);
  }

  @AfterAll
  static void print() {
    ROWS.forEach(System.out::println);
  }

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
