package io.linekeeper.cli;

import io.linekeeper.gateway.GatewayException;
import io.linekeeper.gateway.client.ClientException;
import io.linekeeper.gateway.flight.RecordingException;
import io.linekeeper.lab.LabException;
import io.linekeeper.policy.PolicyException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one sentence on stderr and an exit status. No stack trace for a user's mistake. */
final class Failures {
    private Failures() {}

    /** The command line cannot be understood, or asks for something that cannot be. */
    static int badUsage(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        say(command, sentence(mistake));
        command.getErr().println("Try '" + helpOf(command) + "'.");
        return ExitCode.USAGE;
    }

    /** A command threw. */
    static int failed(Exception thrown, CommandLine command, ParseResult parsed) {
        if (thrown instanceof PolicyException) {
            return badUsage(new ParameterException(command, message(thrown)), new String[0]);
        }
        if (thrown instanceof GatewayException || thrown instanceof RecordingException) {
            say(command, message(thrown));
            return ExitCode.USAGE;
        }
        if (thrown instanceof ClientException || thrown instanceof LabException) {
            say(command, message(thrown));
            return ExitCode.SOFTWARE;
        }
        say(command, "this is a mistake in linekeeper itself, please report it: " + thrown);
        thrown.printStackTrace(command.getErr());
        return ExitCode.SOFTWARE;
    }

    /** One sentence on stderr, on one line whatever was typed into it. */
    static void say(CommandLine command, String sentence) {
        command.getErr().println("linekeeper: " + sentence.replaceAll("\\p{Cntrl}+", " "));
    }

    private static String helpOf(CommandLine command) {
        CommandLine parent = command.getParent();
        return parent == null
                ? command.getCommandName() + " --help"
                : parent.getCommandName() + " help " + command.getCommandName();
    }

    private static String sentence(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (mistake instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(missing);
        }
        if (mistake instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given more than once; give it once";
        }
        ArgSpec argument = mistake.getArgSpec();
        Throwable cause = mistake.getCause();
        if (argument != null && cause instanceof IllegalArgumentException) {
            return (argument instanceof OptionSpec ? name(argument) + ": " : "") + message(cause);
        }
        return message(mistake);
    }

    private static String unmatched(UnmatchedArgumentException mistake) {
        String first = mistake.getUnmatched().get(0);
        boolean root = mistake.getCommandLine().getParent() == null;
        if (mistake.isUnknownOption()) {
            return "there is no option " + first + suggestion(mistake.getSuggestions());
        }
        return root
                ? "there is no command \"" + first + "\"" + suggestion(nearest(mistake.getSuggestions()))
                : "\"" + first + "\" is not expected here; leave it out, or give the option it belongs to before it";
    }

    /** Picocli finds far-fetched commands, too; the nearest comes first. */
    private static List<String> nearest(List<String> suggestions) {
        return suggestions.subList(0, Math.min(1, suggestions.size()));
    }

    private static String suggestion(List<String> suggestions) {
        return suggestions.isEmpty()
                ? "; see the help for those there are"
                : "; did you mean " + String.join(" or ", suggestions) + "?";
    }

    private static String missing(MissingParameterException mistake) {
        ArgSpec first = mistake.getMissing().get(0);
        if (first instanceof OptionSpec option) {
            String usage = option.longestName() + " " + option.paramLabel();
            return message(mistake).contains("equired option")
                    ? option.longestName() + " is missing; add " + usage
                    : option.longestName() + " has no value; write " + usage;
        }
        return first.paramLabel() + " is missing; add it after the command";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
