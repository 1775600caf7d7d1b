package io.github.cdk8skafka.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a Kafka container asks for beside its server; one command is one short-lived JVM. */
public final class Main {
    /** Exit code of {@code reload}: only a new process can use the new certificates. */
    static final int RESTART = 10;
    /** Exit code of {@code roll-back}: it was done before. */
    static final int NOTHING_TO_DO = 11;
    /** Exit code of what no retry will change. */
    static final int REFUSED = 3;

    private Main() {}

    public static void main(String[] arguments) {
        int status;
        try {
            status = run(arguments);
        } catch (Refused refused) {
            Log.say("refused: " + refused.getMessage());
            status = REFUSED;
        } catch (Exception unexpected) {
            Log.say(arguments[0] + " failed: " + Log.reason(unexpected));
            status = 1;
        }
        // Not a plain return: clients may keep threads for as long as a broken connection lasts.
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }

    private static int run(String[] arguments) throws IOException, InterruptedException {
        Node node = Node.fromEnvironment(System.getenv());
        switch (arguments[0]) {
            case "prepare":
                if (node.isEnsemble()) {
                    new Prepare(node).runEnsemble();
                } else {
                    new Prepare(node).run(Path.of(arguments[1]));
                }
                return 0;
            case "yield":
                new Yield(node).run();
                return 0;
            case "confirm":
                new Founding(node, new KubeApi(node.namespace())).confirm();
                return 0;
            case "registered":
                new Registration(node).await(Path.of(arguments[1]));
                return 0;
            case "complete":
                new Presence(node, new KubeApi(node.namespace())).refuseWhenIncomplete();
                return 0;
            case "settle":
                new Settle(node, new KubeApi(node.namespace())).run();
                return 0;
            case "gate":
                new Gate(node, new KubeApi(node.namespace())).run();
                return 0;
            case "roll-back":
                return new RollBack(node, new KubeApi(node.namespace())).await() ? 0 : NOTHING_TO_DO;
            case "rolled-back":
                new RollBack(node, new KubeApi(node.namespace())).note();
                return 0;
            case "pkcs12":
                Pkcs12.write(List.of(arguments).subList(1, arguments.length), node.text("PKCS12_PASSWORD"));
                return 0;
            case "reload":
                Pem.refuseAnotherSubject(node);
                return new Reload(node).run() ? 0 : RESTART;
            default:
                throw new Refused("unknown command " + arguments[0]);
        }
    }
}
