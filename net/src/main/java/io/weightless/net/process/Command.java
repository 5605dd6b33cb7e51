package io.weightless.net.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a process is to be: a program, its arguments, and what it finds around it.
///
/// ```java
/// Command.of("make", "-j4").in(folder).with("CC", "clang").errors(Redirect.MERGE);
/// ```
///
/// No shell reads it: arguments may have spaces, quotes and stars in them, and mean themselves.
///
/// A process gets bytes. What it inherits of the environment goes on byte for byte, as this process
/// has it when it starts the first one. What is given here is written in the encoding of file
/// names, which is the locale's: a start refuses what that lacks, as `LC_ALL=C` lacks `ä`.
///
/// On the backend `nio` the JDK has `/bin/sh` run an executable file that is no program and does
/// not begin with `#!`; the others refuse it.
///
/// @param words the program, and its arguments; one without a slash is looked for in this process's
///   `PATH`
/// @param inheritsEnvironment whether the environment of this process comes before `environment`
/// @param environment variables by their names
/// @param directory in which it runs; null for that of this process
/// @param grace how long it has to end after it was asked to, before it is killed
public record Command(
    List<String> words,
    boolean inheritsEnvironment,
    Map<String, String> environment,
    @Nullable Path directory,
    Redirect input,
    Redirect output,
    Redirect errors,
    Duration grace) {
  private static final Duration GRACE = Duration.ofSeconds(5);

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
    if (words.isEmpty() || words.getFirst().isEmpty()) {
      throw new IllegalArgumentException("a command begins with a program");
    }
    words.forEach(word -> checkText("a word of a command", word));
    environment.forEach(Command::checkVariable);
    if (!input.isForInput() || !output.isForOutput() || !errors.isForErrors()) {
      throw new IllegalArgumentException(
          "it can't be: input " + input + ", output " + output + ", errors " + errors);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("a grace can't be negative: " + grace);
    }
  }

  private static void checkText(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(what + " has a zero in it: '" + text + "'");
    }
  }

  private static void checkVariable(String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException("no name of a variable: '" + name + "'");
    }
    checkText("a variable", name + value);
  }

  /// One with everything as usual: all three streams are pipes, the environment and directory are
  /// those of this process, and it has five seconds to end.
  public static Command of(String program, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(program);
    words.addAll(List.of(arguments));
    return of(words);
  }

  /// The same of a list.
  public static Command of(List<String> words) {
    return new Command(
        words, true, Map.of(), null, Redirect.PIPE, Redirect.PIPE, Redirect.PIPE, GRACE);
  }

  /// The same with one variable more, or another value of it.
  public Command with(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return with(inheritsEnvironment, more);
  }

  /// The same with these variables, and nothing of the environment of this process.
  public Command withOnly(Map<String, String> variables) {
    return with(false, variables);
  }

  private Command with(boolean inherits, Map<String, String> variables) {
    return new Command(words, inherits, variables, directory, input, output, errors, grace);
  }

  /// The same in another directory.
  public Command in(Path other) {
    return new Command(
        words, inheritsEnvironment, environment, other, input, output, errors, grace);
  }

  /// The same with another standard input.
  public Command input(Redirect other) {
    return with(other, output, errors);
  }

  /// The same with another standard output.
  public Command output(Redirect other) {
    return with(input, other, errors);
  }

  /// The same with another standard error.
  public Command errors(Redirect other) {
    return with(input, output, other);
  }

  private Command with(Redirect in, Redirect out, Redirect err) {
    return new Command(words, inheritsEnvironment, environment, directory, in, out, err, grace);
  }

  /// The same with as much time to end.
  public Command grace(Duration other) {
    return new Command(
        words, inheritsEnvironment, environment, directory, input, output, errors, other);
  }

  public String program() {
    return words.getFirst();
  }

  /// The environment that it has, when this process has `inherited`; by name.
  public Map<String, String> environment(Map<String, String> inherited) {
    Map<String, String> all = new TreeMap<>(inheritsEnvironment ? inherited : Map.of());
    all.putAll(environment);
    return all;
  }

  /// Its words, as a message shows them.
  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
