"""English words of the self-check: what it says beside findings, and the hints of what is not graded."""

from __future__ import annotations

from .en_properties import PROPERTIES

__all__ = ["HINTS", "PROPERTIES", "SAYS"]

SAYS: dict[str, str] = {
    "banner": "Self-check {kit} of {file}. Not sandboxed: for one's own code only.",
    "starting": "Starting PyTorch…",
    "exercise.warm_up": "Warm-up",
    "exercise.generate": "Inference",
    "ungraded": "not graded",
    "later": "not checked yet",
    "state": "{name}: {state}",
    "unwritten": "still to be written",
    "needs": "not checked yet, needs {parts}",
    "progress": "{passed} of {count} checks   {points} / {most} points",
    "all_passed": "Everything that is checked holds. The grader asks the same questions with other numbers.",
    "next_hint": "A hint: {command}",
    "hint": "Hint {step} of {steps}, {exercise}: {text}",
    "hint_last": "That was the last hint of this exercise.",
    "hint_later": "Hints come once the file runs from the top: see what is said above.",
    "hint_none": "Nothing fails: no hint is needed.",
    "traceback": "at {place}, line {line}, in {function}: {source}",
    "source": "at {place}, line {line}: {source}",
    "watching": "Watching {file}: each save is checked. Enter: again, h: a hint, p: the plots, q or Ctrl-C: "
    "stop.",
    "seconds": "{seconds} s after the save",
    "changed": "The file has changed: starting again.",
    "stopped": "Stopped.",
    "plotted": "The plots are in {file}: open it in a browser.",
    "saved_long_ago": "The notebook was last saved at {time}: what was typed since is not checked (save, "
    "then run again).",
    "checkpoint_newer": "The checkpoint of the notebook is newer than the notebook: save the notebook, then "
    "run again.",
    "shadows": "{name} in this folder hides the module `{module}` from `python rnn.py`: give the file "
    "another name.",
    "with_modules": "{name} is imported, and checked with this file: it has to be handed in, too.",
    "part_failed": "{cell} stops at line {line} while it is loaded ({error}); the rest is checked.",
    "top_level_cut": "Work at the top level (line {line}) was cut short: it belongs under `if __name__ == "
    '"__main__":`.',
    "fault": "The self-check itself failed ({what}): this is no fault of the file; please tell the teachers.",
    "error.no_file": "There is no file {file}: give the path of rnn.py or rnn.ipynb.",
    "error.nothing_here": "There is neither rnn.py nor rnn.ipynb in {file}: give the path of one of them.",
    "error.kind": "{file} is neither a .py nor a .ipynb file: give the path of rnn.py or rnn.ipynb.",
    "error.no_access": "{file} cannot be read ({why}): look at its rights, or at whether another program "
    "holds it.",
    "error.torch_missing": "This Python ({python}) has no PyTorch: install it with `python -m pip install "
    "torch numpy`, or run the check with the Python that has it.",
    "error.module_missing": "This Python ({python}) has no module `{name}`, which PyTorch needs: `python -m "
    "pip install {name}`.",
    "error.torch_broken": "PyTorch is installed but cannot be imported ({why}): install it again, `python "
    "-m pip install --force-reinstall torch`.",
    "error.torch_hidden": "The name torch leads to {file}, which is not PyTorch: give that file another "
    "name.",
    "error.torch_old": "PyTorch {version} is too old, 2.0 is needed: `python -m pip install --upgrade "
    "torch`.",
    "error.usage": "The command line cannot be understood ({why}): `python check.pyz --help` says what it "
    "takes.",
    "error.plot_unwritable": "The plots cannot be written, neither beside the file nor in the folder for "
    "temporary files.",
    "help.about": "Check the exercises of the lab, as often as wanted, offline. Not sandboxed: for one's "
    "own code only.",
    "help.file": "rnn.py or rnn.ipynb, or their folder (the current one if absent)",
    "help.exercise": "check one exercise alone",
    "help.lang": "language of what is said",
    "help.hint": "one hint for the first exercise that fails, more precise at each call",
    "help.watch": "check again at each save",
    "help.json": "write the results as JSON",
    "help.plot": "draw states, gradients and learning into an HTML page",
    "help.version": "say the version of the kit",
    "help.help": "say this",
    "help.codes": "Exit code: 0 everything passes, 1 something fails, 2 the command cannot be understood or "
    "run, 3 the self-check itself failed.",
    "plot.title": "The network in pictures",
    "plot.states": "Hidden states over time",
    "plot.states_note": "Lines: what `forward` returns. Circles: the recurrence tanh(W_i x + W_h h + b_h) "
    "with the parameters read off `one_step`. Where both agree, each line goes through its circles.",
    "plot.losses": "Loss while training on the toy task",
    "plot.losses_note": "Dashed: the best that is possible without memory ({floor} for sequences of length {l}).",
    "plot.gradients": "How far back the gradient reaches",
    "plot.gradients_note": "Size of the gradient of h_l with respect to x_0 .. x_{{l-1}}, on a logarithmic scale. "
    "It shrinks with distance; a step without a bar has no gradient at all.",
    "plot.learnt": "What the network has learnt",
    "plot.learnt_note": "Share of right predictions of y_t on new sequences: y_t is the symbol of two steps "
    "before.",
    "plot.chance": "chance",
    "plot.step": "time step",
    "plot.training_step": "training step",
    "plot.missing": "Not drawn yet: {why}",
    "plot.loss": "loss",
}

HINTS: dict[str, tuple[str, str, str, str]] = {
    "warm_up": (
        "Print the shapes of what comes back for two matrices (2, 3). Which dimension has grown, and is "
        "there a new one?",
        "One of the two results has as many dimensions as a and b, the other has one more. Which is which?",
        "Look at the figure of the handout: where does b land, below a or behind it?",
        "Read: PyTorch documentation, torch.cat and torch.stack.",
    ),
    "generate": (
        "Take length = 1. On what does the only prediction depend?",
        "The first prediction is decode(h_0); the second is decode of one step made from the first. Which "
        "fails?",
        "Look at what the step reads: which x does it get, when nothing is observed any more?",
        "Read: the handout on inference.",
    ),
}
