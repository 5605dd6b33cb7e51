package io.weightless.check.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One class names another; both by their binary names, such as `java.util.Map$Entry`.
record Use(String from, String to) {
  private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([\\w$]+(?:/[\\w$]+)+)[;<]");

  /// What the class in `file` uses, read from its constant pool: what it calls, creates, extends,
  /// is annotated with, and mentions in any signature. Not what it only imports, and no constants
  /// of others, which javac copies.
  static Set<Use> in(Path file) {
    try {
      return in(ClassFile.of().parse(file));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  static Set<Use> in(ClassModel model) {
    String from = dotted(model.thisClass().asInternalName());
    return named(model)
        .filter(to -> !to.equals(from))
        .map(to -> new Use(from, to))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Stream<String> named(ClassModel model) {
    Set<String> literals = new HashSet<>();
    Set<String> texts = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case StringEntry literal -> literals.add(literal.stringValue());
        case Utf8Entry text -> texts.add(text.stringValue());
        case ClassEntry type when !type.asInternalName().startsWith("[") ->
            names.add(type.asInternalName());
        default -> {}
      }
    }
    texts.removeAll(literals);
    Stream<String> described =
        texts.stream()
            .flatMap(text -> TYPE_IN_DESCRIPTOR.matcher(text).results())
            .map((MatchResult match) -> match.group(1));
    return Stream.concat(names.stream(), described).map(Use::dotted).distinct();
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }

  /// The package that a class of this binary name is in.
  static String packageOf(String type) {
    return type.substring(0, Math.max(0, type.lastIndexOf('.')));
  }
}
