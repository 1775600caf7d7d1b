// The example that the documentation begins with, as it stands there. It synthesizes itself.
import '../../../examples/quickstart';
