package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Commands that were not meant so: what is wrong stands last or nearly so, with what may have been meant. */
final class MistypedCommandTest {
    private final StringWriter errors = new StringWriter();

    private int run(String command) {
        return Main.run(new PrintWriter(errors, true), command.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "label --inputs clips --output labels | --inputs is no option of oragen label | --input",
                "label clips --output labels | clips is no argument of oragen label | oragen label --input clips?",
                "lable --input clips | lable is no argument of oragen | label",
                "label --input c --output l --protocol papr | --protocol | expected one of [released, paper]",
                "help labl | labl is no argument of oragen | Did you mean label",
                "help corpus indx | indx is no argument of oragen corpus | Did you mean index",
                "label --input clips --output labels --limit many | --limit | 'many' is not a long"
            })
    void whatMayHaveBeenMeantIsNamedWithoutAPageOfOptions(String command, String wrong, String meant) {
        assertThat(run(command)).isEqualTo(2);
        assertThat(errors.toString().lines().toList())
                .hasSizeLessThanOrEqualTo(4)
                .anySatisfy(line -> assertThat(line).startsWith("error: ").contains(wrong))
                .anySatisfy(line -> assertThat(line).contains(meant))
                .last()
                .asString()
                .endsWith("--help lists the options.");
    }

    @Test
    void helpIsOfCommandsInCommands() {
        assertThat(TestingCommand.told("help", "corpus", "index")).startsWith("Usage: oragen corpus index ");
        assertThat(TestingCommand.told("help", "help")).startsWith("Usage: oragen help ");
    }

    @Test
    void whatResemblesNothingIsNoneOfTheCommands() {
        assertThat(run("predictions")).isEqualTo(2);
        assertThat(errors.toString().lines())
                .containsExactly("error: predictions is no argument of oragen", "oragen --help lists the options.");
    }

    private static void assertSummariesAreSentences(CommandLine command) {
        command.getSubcommands().forEach((name, subcommand) -> {
            assertThat(subcommand.getCommandSpec().usageMessage().description()[0])
                    .as(name)
                    .endsWith(".");
            assertSummariesAreSentences(subcommand);
        });
    }

    @Test
    void theListOfCommandsIsOfWholeSentences() {
        assertSummariesAreSentences(new CommandLine(new Main()));
        assertThat(TestingCommand.told("help", "export").lines())
                .contains("  export --output labels --where 'age > 60' --columns clip_id,age --to old.csv");
    }

    @ParameterizedTest
    @CsvSource({"help label", "label --help", "evaluate --help", "help", "corpus index --version", "--version"})
    void helpAndVersionAreTold(String command) {
        String told = TestingCommand.told((Object[]) command.split(" "));
        assertThat(told).contains(command.contains("version") ? "oragen 0" : "Usage: oragen");
        assertThat(told.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(errors.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label --input c --output l --max-reject-rate 5 | --max-reject-rate: 5.0; use a fraction from 0 to 1",
                "label --input c --output l --limit 0 | --limit: 0; use at least 1"
            })
    void valuesThatCannotBeMeantAreRefused(String command, String message) {
        assertThat(run(command)).isEqualTo(2);
        assertThat(errors.toString()).contains(message);
    }

    @Test
    void theTildeIsTheHome() {
        String home = System.getProperty("user.home");
        assertThat(new LocationText().convert("~/clips")).isEqualTo(home + "/clips");
        assertThat(new LocationText().convert("~")).isEqualTo(home);
        assertThat(new LocationText().convert("/a/~/b")).isEqualTo("/a/~/b");
    }

    @ParameterizedTest
    @CsvSource({"12.4, 12 s", "59.7, 1 min 0 s", "200, 3 min 20 s", "7_500, 2 h 5 min", "200_000, 2 d 7 h"})
    void remainingTimeIsInUnitsThatPeopleUse(String seconds, String told) {
        assertThat(ConsoleProgress.span(Double.parseDouble(seconds.replace("_", ""))))
                .isEqualTo(told);
    }
}
