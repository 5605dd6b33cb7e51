package io.weightless.check.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import java.lang.classfile.Annotation;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@OneEngine
final class TestRunsTest {
  private final TestRuns runs = new TestRuns(false, _ -> Optional.empty());
  private final TestRuns whole = new TestRuns(true, _ -> Optional.empty());

  @Test
  void aMethodIsATestIfJupiterSaysSo() {
    runs.addClass(classWithTest("io.weightless.net.StreamTest", "reads"), false);
    runs.addClass(classWithTest("io.weightless.net.StreamTest$Closed", "fails"), false);
    assertThat(runs.exists("StreamTest#reads")).isTrue();
    assertThat(runs.exists("StreamTest.Closed#fails")).isTrue();
    assertThat(runs.exists("StreamTest#equals")).isFalse();
  }

  @Test
  void aTestOfAKitIsOneOfEachClassThatHasItFromThere() {
    ClassModel kit = classWithTest("io.weightless.kit.StreamKit", "reads");
    ClassModel heir = heirOf("io.weightless.net.PipesTest", "io.weightless.kit.StreamKit");
    TestRuns heirs =
        new TestRuns(
            false,
            name ->
                name.equals("io/weightless/kit/StreamKit") ? Optional.of(kit) : Optional.empty());

    heirs.addClass(heir, false);

    assertThat(heirs.exists("PipesTest#reads")).isTrue();
    assertThat(heirs.exists("StreamKit#reads")).isFalse();
  }

  private static ClassModel heirOf(String type, String ancestor) {
    ClassFile files = ClassFile.of();
    byte[] bytes =
        files.build(
            ClassDesc.of(type), built -> built.withInterfaceSymbols(ClassDesc.of(ancestor)));
    return files.parse(bytes);
  }

  @Test
  void aTestThatPassedOnBothEnginesIsGreen() {
    report("<testcase name=\"reads\" classname=\"a.StreamTest\" time=\"0.1\"/>");
    report("<testcase name=\"reads\" classname=\"a.StreamTest\" time=\"0.1\"/>");
    assertThat(runs.ranGreen("StreamTest#reads")).isTrue();
  }

  @Test
  void aTestThatFailedOnOneEngineIsNot() {
    report("<testcase name=\"reads\" classname=\"a.StreamTest\" time=\"0.1\"/>");
    report(
        """
        <testcase name="reads" classname="a.StreamTest" time="0.1">
          <failure message="no"/>
        </testcase>
        """);
    assertThat(runs.ranGreen("StreamTest#reads")).isFalse();
  }

  @Test
  void oneFailedRowOfAParameterisedTestFailsIt() {
    report(
        """
        <testcase name="reads{int}[1]" classname="a.StreamTest" time="0.1"/>
        <testcase name="reads{int}[2]" classname="a.StreamTest" time="0.1">
          <error message="no"/>
        </testcase>
        """);
    assertThat(runs.ranGreen("StreamTest#reads")).isFalse();
  }

  @Test
  void aTestThatWasSkippedIsNotGreen() {
    report("<testcase name=\"reads\" classname=\"a.StreamTest\" time=\"0\"><skipped/></testcase>");
    assertThat(runs.ranGreen("StreamTest#reads")).isFalse();
  }

  @Test
  void aTestThatTheReportOfItsClassDoesNotHoldDidNotRun() {
    report("<testcase name=\"writes\" classname=\"a.StreamTest\" time=\"0.1\"/>");
    assertThat(runs.ranGreen("StreamTest#reads")).isFalse();
  }

  @Test
  void inAWholeBuildAClassWithoutAReportDidNotRunUnlessItIsRunning() {
    assertThat(runs.ranGreen("StreamTest#reads")).isTrue();
    assertThat(whole.ranGreen("StreamTest#reads")).isFalse();
    whole.addClass(classWithTest("io.weightless.net.StreamTest", "reads"), true);
    assertThat(whole.ranGreen("StreamTest#reads")).isTrue();
  }

  private void report(String cases) {
    runs.addReport("<testsuite name=\"a.StreamTest\">" + cases + "</testsuite>");
  }

  private static ClassModel classWithTest(String type, String test) {
    var annotation = Annotation.of(ClassDesc.of("org.junit.jupiter.api.Test"));
    return ClassFile.of()
        .parse(
            ClassFile.of()
                .build(
                    ClassDesc.of(type),
                    builder ->
                        builder.withMethod(
                            test,
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_ABSTRACT,
                            method ->
                                method.with(RuntimeVisibleAnnotationsAttribute.of(annotation)))));
  }
}
