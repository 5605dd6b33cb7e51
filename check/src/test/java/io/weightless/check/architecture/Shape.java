package io.weightless.check.architecture;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// What Java sources break of the habits for files and classes; found in their parse trees.
final class Shape {
  static final int FILE_LINES = 400;
  static final int METHOD_LINES = 50;

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private static final Pattern EMPTY_NAME = Pattern.compile(".*(Impl|Utils?|Managers?|Helpers?)");
  private static final Pattern MARK = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  /// A habit that a source may break.
  enum Habit {
    FILE_LENGTH,
    METHOD_LENGTH,
    NO_SLEEP,
    NO_MARKS,
    TELLING_NAMES,
    CLOSED_CLASSES
  }

  /// Where which habit is broken, and by what.
  record Breach(Habit habit, String file, long line, String what) {}

  private final String file;
  private final String text;
  private final List<Breach> breaches = new ArrayList<>();

  private Shape(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /// The breaches in all of these, each text with the name of its file: in one go, for to begin
  /// takes the compiler longer than to read a file.
  static List<Breach> breaches(Map<String, String> sources) {
    List<Shape> shapes =
        sources.entrySet().stream().map(one -> new Shape(one.getKey(), one.getValue())).toList();
    var task =
        (JavacTask)
            COMPILER.getTask(
                null,
                null,
                _ -> {},
                List.of("-proc:none"),
                null,
                shapes.stream().map(Shape::source).toList());
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    Iterator<? extends CompilationUnitTree> units = parsed(task);
    for (Shape shape : shapes) {
      shape.checkLines();
      shape.checkTree(units.next(), positions);
    }
    return shapes.stream().flatMap(shape -> shape.breaches.stream()).toList();
  }

  /// In the order of the sources.
  private static Iterator<? extends CompilationUnitTree> parsed(JavacTask task) {
    try {
      return task.parse().iterator();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private JavaFileObject source() {
    return new SimpleJavaFileObject(
        URI.create("string:///" + file), SimpleJavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private void checkLines() {
    List<String> lines = text.lines().toList();
    if (lines.size() > FILE_LINES) {
      add(Habit.FILE_LENGTH, lines.size(), lines.size() + " lines; stop is " + FILE_LINES);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (MARK.matcher(lines.get(i)).find()) {
        add(Habit.NO_MARKS, i + 1, lines.get(i).strip());
      }
    }
  }

  private void checkTree(CompilationUnitTree unit, SourcePositions positions) {
    unit.accept(new Habits(unit, positions), null);
  }

  private void add(Habit habit, long line, String what) {
    breaches.add(new Breach(habit, file, line, what));
  }

  /// Walks the tree of one file.
  private final class Habits extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Habits(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      String name = type.getSimpleName().toString();
      if (EMPTY_NAME.matcher(name).matches()) {
        add(Habit.TELLING_NAMES, startOf(type), name + " says nothing of what it is");
      }
      Set<Modifier> modifiers = type.getModifiers().getFlags();
      if (type.getKind() == Tree.Kind.CLASS
          && modifiers.contains(Modifier.PUBLIC)
          && !modifiers.contains(Modifier.FINAL)
          && !modifiers.contains(Modifier.SEALED)) {
        add(Habit.CLOSED_CLASSES, startOf(type), name + " is public, neither final nor sealed");
      }
      for (Tree member : type.getMembers()) {
        if (member instanceof BlockTree block) {
          checkLength("initialiser of " + name, block);
        }
      }
      return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      checkLength(method.getName().toString(), method);
      return super.visitMethod(method, null);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
      checkSleep(select, select.getExpression(), select.getIdentifier().toString());
      return super.visitMemberSelect(select, null);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
      checkSleep(reference, reference.getQualifierExpression(), reference.getName().toString());
      return super.visitMemberReference(reference, null);
    }

    private void checkSleep(Tree where, Tree owner, String member) {
      String type = owner.toString();
      if (member.equals("sleep") && (type.equals("Thread") || type.endsWith(".Thread"))) {
        add(Habit.NO_SLEEP, startOf(where), type + ".sleep");
      }
    }

    private void checkLength(String name, Tree body) {
      long lines = endOf(body) - startOf(body) + 1;
      if (lines > METHOD_LINES) {
        add(
            Habit.METHOD_LENGTH,
            startOf(body),
            name + " has " + lines + " lines; stop is " + METHOD_LINES);
      }
    }

    private long startOf(Tree tree) {
      return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    private long endOf(Tree tree) {
      return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
    }
  }
}
