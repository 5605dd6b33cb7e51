package io.weightless.testkit;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Names the programs that a test runs, such as `@Needs({"wrk", "nginx"})`, and the packages of
/// Debian that they need for it, such as `python3-websockets` and `node-ws`.
///
/// Where one of them is not installed the test is skipped, and `./build` says so at its end; with
/// `CI=true` in the environment the test fails instead.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(Needs.Programs.class)
public @interface Needs {
  /// The names of the programs, as one would type them, and of the packages.
  String[] value();

  /// Looks for the programs on the PATH and where Debian keeps its servers.
  final class Programs implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      List<String> missing =
          AnnotationSupport.findAnnotation(context.getElement(), Needs.class).stream()
              .flatMap(needs -> Stream.of(needs.value()))
              .filter(program -> !isInstalled(program))
              .toList();
      return missing.isEmpty()
          ? ConditionEvaluationResult.enabled("everything is installed")
          : refuse(missing, "true".equals(System.getenv("CI")));
    }

    /// The skip, in the words that `scripts/totals.sh` looks for; a failure when `strict`.
    static ConditionEvaluationResult refuse(List<String> missing, boolean strict) {
      String reason = "needs " + String.join(" and ", missing) + ", not installed";
      if (strict) {
        throw new IllegalStateException(reason + "; with CI=true nothing may be left out");
      }
      return ConditionEvaluationResult.disabled(reason);
    }

    /// Where Debian puts what programs in Python and for Node import.
    private static final Map<String, String> MODULES =
        Map.of("python3-", "/usr/lib/python3/dist-packages/", "node-", "/usr/share/nodejs/");

    static boolean isInstalled(String name) {
      return MODULES.entrySet().stream()
              .anyMatch(kind ->
                  name.startsWith(kind.getKey())
                      && new File(kind.getValue(), name.substring(kind.getKey().length()))
                          .isDirectory())
          || isProgram(name);
    }

    private static boolean isProgram(String program) {
      String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
      return Pattern.compile(File.pathSeparator)
          .splitAsStream(path)
          .anyMatch(folder -> new File(folder, program).canExecute());
    }
  }
}
